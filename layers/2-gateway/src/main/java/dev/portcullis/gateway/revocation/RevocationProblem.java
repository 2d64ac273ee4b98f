package dev.portcullis.gateway.revocation;

/** What the one who revokes has to know: nothing was taken back. */
public final class RevocationProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RevocationProblem(String message) {
    super(message);
  }
}
