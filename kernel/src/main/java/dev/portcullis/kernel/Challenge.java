package dev.portcullis.kernel;

/**
 * What a refused bearer of a token may learn beyond the status (RFC 6750, section 3.1); carried by
 * a {@link Denial} to the answer's {@code WWW-Authenticate}.
 */
public enum Challenge implements Fact {
  /** A token was shown, and it does not count. */
  INVALID_TOKEN("invalid_token"),
  /** The token counts, and is for less than was asked. */
  INSUFFICIENT_SCOPE("insufficient_scope");

  private final String error;

  Challenge(String error) {
    this.error = error;
  }

  /** As it stands in the header field. */
  public String error() {
    return error;
  }
}
