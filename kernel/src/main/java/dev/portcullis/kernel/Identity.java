package dev.portcullis.kernel;

import java.util.List;

/**
 * Who is calling, as an IDENTIFY control proved it.
 *
 * @param subject the client's stable name
 * @param credential the public id of the credential (a key id, a token's jti); never the credential
 * @param tier the tier whose limits apply
 * @param models names or globs of the models the credential may use
 * @param scopes what it may do, such as {@code inference:predict}
 */
public record Identity(
    String subject, String credential, String tier, List<String> models, List<String> scopes)
    implements Fact {

  public Identity {
    models = List.copyOf(models);
    scopes = List.copyOf(scopes);
  }

  /** The principal on a route that says {@code anonymous: true}. */
  public static Identity anonymous() {
    return new Identity("anonymous", "none", "anonymous", List.of("*"), List.of("inference:*"));
  }
}
