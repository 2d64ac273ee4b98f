package dev.portcullis.kernel;

import java.util.List;

/**
 * Who is calling, as an IDENTIFY control proved it.
 *
 * @param subject the caller's stable name
 * @param credential the public id of the credential (a key id, a token's jti); never the credential
 * @param tier the tier whose limits apply
 * @param models names or globs of the models the credential may use
 * @param scopes what it may do, such as {@code inference:predict}
 * @param quota the spend quota that the credential names, empty for its tier's
 * @param proof who vouches for all of this, and for how long
 */
public record Identity(
    String subject,
    String credential,
    String tier,
    List<String> models,
    List<String> scopes,
    String quota,
    Proof proof)
    implements Fact {

  public Identity {
    models = List.copyOf(models);
    scopes = List.copyOf(scopes);
  }

  /** A caller that we vouch for ourselves, on its tier's quota. */
  public Identity(
      String subject, String credential, String tier, List<String> models, List<String> scopes) {
    this(subject, credential, tier, models, scopes, "", Proof.ofOurOwn(subject));
  }

  /** The principal on a route that says {@code anonymous: true}. */
  public static Identity anonymous() {
    return new Identity("anonymous", "none", "anonymous", List.of("*"), List.of("inference:*"));
  }
}
