package dev.portcullis.edge.upstream;

import dev.portcullis.edge.client.AnswerFramingException;

/** Says how a connection broke, without the bytes that the other side sent. */
final class Broken {

  private Broken() {}

  static String detail(Throwable failure) {
    // Other messages quote what was read, which is for nobody's log.
    var what =
        failure instanceof AnswerFramingException framing
            ? framing.getMessage()
            : failure.getClass().getSimpleName();
    return "upstream: broken off: " + what;
  }
}
