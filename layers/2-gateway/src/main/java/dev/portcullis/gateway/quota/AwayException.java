package dev.portcullis.gateway.quota;

/** The shared counters are away, and the limit is one that nobody else may decide. */
final class AwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AwayException(String why) {
    // No stack trace: there may be thousands a second, and each says the same.
    super(why, null, false, false);
  }
}
