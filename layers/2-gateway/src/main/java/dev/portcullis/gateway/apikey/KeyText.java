package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A key as its owner holds it: {@code pcl_<env>_<kid>_<256 bits>_<checksum>}. The prefix lets
 * scanners find leaked keys, and the checksum lets us turn garbage away without looking anything
 * up.
 *
 * @param text the whole key
 */
record KeyText(Environment environment, KeyId id, Secret text) {

  static final String PREFIX = "pcl_";
  private static final int SECRET_BITS = 256;
  private static final int SECRET_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final int ENVIRONMENT_LENGTH = 4;
  private static final int ID_AT = PREFIX.length() + ENVIRONMENT_LENGTH + 1;
  private static final int SECRET_AT = ID_AT + KeyId.LENGTH + 1;
  private static final int CHECKSUM_AT = SECRET_AT + SECRET_LENGTH + 1;
  static final int LENGTH = CHECKSUM_AT + CHECKSUM_LENGTH;

  /** A new key. */
  static KeyText mint(Environment environment, SecureRandom random) {
    var id = new KeyId(Base62.encode(new BigInteger(47, random), KeyId.LENGTH));
    var secret = Base62.encode(new BigInteger(SECRET_BITS, random), SECRET_LENGTH);
    var body = PREFIX + environment.word() + "_" + id + "_" + secret + "_";
    return new KeyText(environment, id, Secret.of(body + checksum(body)));
  }

  /** The key that the text is, or empty where it is none, by its form and checksum alone. */
  static Optional<KeyText> parse(String text) {
    if (!isFramed(text)) {
      return Optional.empty();
    }
    var environment = Environment.of(text.substring(PREFIX.length(), ID_AT - 1));
    var id = text.substring(ID_AT, SECRET_AT - 1);
    var secret = text.substring(SECRET_AT, CHECKSUM_AT - 1);
    if (environment.isEmpty() || !Base62.holds(id) || !Base62.holds(secret)) {
      return Optional.empty();
    }
    return text.endsWith(checksum(text.substring(0, CHECKSUM_AT)))
        ? Optional.of(new KeyText(environment.get(), new KeyId(id), Secret.of(text)))
        : Optional.empty();
  }

  private static boolean isFramed(String text) {
    return text.length() == LENGTH
        && text.startsWith(PREFIX)
        && text.charAt(ID_AT - 1) == '_'
        && text.charAt(SECRET_AT - 1) == '_'
        && text.charAt(CHECKSUM_AT - 1) == '_';
  }

  /** CRC-32 of everything that stands before it, the underscore too. */
  private static String checksum(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return Base62.encode(crc.getValue(), CHECKSUM_LENGTH);
  }
}
