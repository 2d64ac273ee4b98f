package dev.portcullis.edge.client;

/** An upstream's bytes are not exactly one answer. What it says is for the audit. */
public final class AnswerFramingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AnswerFramingException(String found) {
    super("upstream sent " + found, null, false, false);
  }
}
