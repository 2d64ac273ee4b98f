package dev.portcullis.inference.quarantine;

import dev.portcullis.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids and file names, as HMAC-SHA-256 over owner and object. No name that a client chose becomes a
 * path, and nobody who knows one owner's ids can work out another's.
 */
final class ObjectIds {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID_BYTES = 16;

  private final Secret key;

  ObjectIds(Secret key) {
    this.key = key;
  }

  String owner(String subject) {
    return id("owner", subject);
  }

  /** A data set is found by its name. */
  String dataset(String subject, String name) {
    return id("dataset", subject, name);
  }

  /** A version is found by what it is, so that the same file twice is one version. */
  String version(String subject, String model, String sha256) {
    return id("version", subject, model, sha256);
  }

  /** Each field stands behind its length, so that no two lists of fields share an id. */
  private String id(String... fields) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.reveal(Secret.Purpose.COMPUTE_MAC), ALGORITHM));
      for (var field : fields) {
        var bytes = field.getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        mac.update(bytes);
      }
      return HexFormat.of().formatHex(mac.doFinal(), 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
