package dev.portcullis.gateway.oauth;

import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/**
 * How issuers of a make write access tokens: which types, where the client and the scopes stand,
 * and by what an access token is told from an ID token of the same key.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its sets and lists are copies that nobody can change.
public enum Preset {
  /** The profile of RFC 9068. */
  RFC9068(Set.of("at+jwt"), List.of("client_id"), List.of("/scope"), List.of()),
  KEYCLOAK(
      Set.of("jwt", "at+jwt"),
      List.of("azp", "client_id"),
      List.of("/scope", "/realm_access/roles"),
      List.of("typ")),
  AUTH0(
      Set.of("jwt", "at+jwt"),
      List.of("client_id", "azp"),
      List.of("/scope", "/permissions"),
      List.of("scope", "permissions")),
  /** Its access tokens say no type. */
  OKTA(Set.of("", "at+jwt"), List.of("cid"), List.of("/scp"), List.of("scp")),
  ENTRA(
      Set.of("jwt", "at+jwt"),
      List.of("azp", "appid"),
      List.of("/scp", "/roles"),
      List.of("scp", "roles"));

  /** What OpenID Connect puts into ID tokens alone. */
  private static final List<String> OF_ID_TOKENS = List.of("nonce", "at_hash", "c_hash", "s_hash");

  private final Set<String> types;
  private final List<String> clients;
  private final List<JsonPointer> scopes;
  private final List<String> marks;

  Preset(Set<String> types, List<String> clients, List<String> scopes, List<String> marks) {
    this.types = types;
    this.clients = clients;
    this.scopes = scopes.stream().map(JsonPointer::compile).toList();
    this.marks = marks;
  }

  /** The types that its access tokens have. */
  Set<String> types() {
    return types;
  }

  /** The claims that may name the client, the first that is there counts. */
  List<String> clients() {
    return clients;
  }

  /** Where scopes stand: as a text with spaces, or as a list. */
  List<JsonPointer> scopes() {
    return scopes;
  }

  /** Whether the claims can be an access token's. */
  boolean isAccessToken(JoseHeader header, ObjectNode claims) {
    // A type of its own says enough; the general one is also an ID token's.
    return isNoIdToken(claims) && (header.type().equals("at+jwt") || isMarked(claims));
  }

  /** Whether nothing in the claims is an ID token's, or another kind's. */
  boolean isNoIdToken(ObjectNode claims) {
    return OF_ID_TOKENS.stream().noneMatch(claims::has) && !isOtherKind(claims);
  }

  /** Whether the claims bear what only access tokens of this make do. */
  private boolean isMarked(ObjectNode claims) {
    var hasMark = marks.isEmpty() || marks.stream().anyMatch(claims::has);
    return hasMark && clients.stream().anyMatch(claims::has);
  }

  /** Keycloak says in a claim what kind of token it is. */
  private static boolean isOtherKind(ObjectNode claims) {
    return claims.has("typ") && !claims.path("typ").stringValue("").equalsIgnoreCase("Bearer");
  }
}
