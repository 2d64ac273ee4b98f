package dev.portcullis.gateway.oauth;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The header of a token that names a key, and brings none.
 *
 * @param type the media type without {@code application/}, in lower case; empty where none is said
 * @param keyId looked up in a map, and used for nothing else
 */
record JoseHeader(Algorithm algorithm, String type, String keyId) {

  static final int MAX_KEY_ID_CHARS = 128;

  private static final int MAX_TYPE_CHARS = 64;

  /**
   * A list of what is allowed and not of what is dangerous: {@code jwk}, {@code jku}, {@code x5u}
   * and {@code x5c} bring keys, {@code crit}, {@code zip}, {@code b64}, {@code cty}, {@code enc}
   * and {@code p2c} change what the token means, and who knows what comes next.
   */
  private static final List<String> ALLOWED = List.of("alg", "typ", "kid", "x5t", "x5t#S256");

  static JoseHeader of(ObjectNode header) {
    if (!ALLOWED.containsAll(header.propertyNames())) {
      throw Refusal.invalid("a header member that is not allowed");
    }
    header.forEach(JoseHeader::requireText);
    var algorithm =
        Algorithm.of(header.path("alg").stringValue(""))
            .orElseThrow(() -> Refusal.invalid("an algorithm that nobody may use"));
    return new JoseHeader(algorithm, type(header), keyId(header));
  }

  static Optional<String> wellFormedKeyId(String text) {
    var fits =
        !text.isEmpty()
            && text.length() <= MAX_KEY_ID_CHARS
            && text.chars().allMatch(JoseHeader::isKeyIdCharacter);
    return fits ? Optional.of(text) : Optional.empty();
  }

  private static void requireText(JsonNode value) {
    if (!value.isString()) {
      throw Refusal.invalid("a header member that is no text");
    }
  }

  private static String keyId(ObjectNode header) {
    return wellFormedKeyId(header.path("kid").stringValue(""))
        .orElseThrow(() -> Refusal.invalid("no kid, or one that is no key's"));
  }

  private static String type(ObjectNode header) {
    var type = header.path("typ").stringValue("");
    if (type.length() > MAX_TYPE_CHARS) {
      throw Refusal.invalid("a type that is too long");
    }
    return normalType(type);
  }

  /** Types are compared without regard to case, and {@code application/} goes without saying. */
  static String normalType(String type) {
    var lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
  }

  private static boolean isKeyIdCharacter(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || "._~-".indexOf(c) >= 0;
  }
}
