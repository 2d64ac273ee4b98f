package dev.portcullis.kernel;

import java.time.Instant;

/**
 * What stands behind an {@link Identity}: everything by which it can be taken back.
 *
 * @param issuer who vouches for it: an issuer's URL, or {@link #OURSELVES}
 * @param client the application that the credential was given to; the subject where there is no
 *     other
 * @param signingKey the id of the issuer's key that signed it, empty where none did
 * @param issuedAt when it was given
 * @param expiresAt when it ends by itself; what it opened does not outlive it
 */
public record Proof(
    String issuer, String client, String signingKey, Instant issuedAt, Instant expiresAt) {

  /** The issuer of our own credentials. */
  public static final String OURSELVES = "portcullis";

  static Proof ofOurOwn(String client) {
    return new Proof(OURSELVES, client, "", Instant.EPOCH, Instant.MAX);
  }
}
