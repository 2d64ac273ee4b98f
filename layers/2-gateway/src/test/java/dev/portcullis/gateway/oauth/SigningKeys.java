package dev.portcullis.gateway.oauth;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One key for each algorithm, made once: RSA keys take their time. */
final class SigningKeys {

  private static final Map<Algorithm, SigningKey> BY_ALGORITHM = new EnumMap<>(Algorithm.class);

  static {
    for (var algorithm : Algorithm.values()) {
      BY_ALGORITHM.put(
          algorithm,
          SigningKey.generate(
              "key-" + algorithm.name().toLowerCase(java.util.Locale.ROOT), algorithm));
    }
  }

  private SigningKeys() {}

  static SigningKey of(Algorithm algorithm) {
    var key = BY_ALGORITHM.get(algorithm);
    if (key == null) {
      throw new IllegalStateException("no key for " + algorithm);
    }
    return key;
  }

  static List<SigningKey> all() {
    return List.copyOf(BY_ALGORITHM.values());
  }
}
