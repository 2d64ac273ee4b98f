package dev.portcullis.gateway.apikey;

/** What was asked of {@link Keys} makes no sense now; the message says why and what would. */
public final class KeyProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KeyProblem(String message) {
    super(message, null, false, false);
  }
}
