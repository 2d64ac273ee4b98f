package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Secret;
import java.security.GeneralSecurityException;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets without which a stolen key store cannot even be guessed against, by version. New keys
 * use the newest; older ones stay for the keys that were made with them.
 *
 * <p>HMAC and not a password hash: a key has 256 random bits, which no dictionary holds, and a slow
 * hash would only be a way to wear the gateway out.
 */
public final class Peppers {

  static final int MIN_BYTES = 32;

  private final TreeMap<Integer, Mac> macs = new TreeMap<>();

  public Peppers(SortedMap<Integer, Secret> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("peppers: none (expected: at least one)");
    }
    secrets.forEach((version, secret) -> macs.put(version, keyed(secret)));
  }

  /** The digest under the newest pepper. */
  KeyDigest digest(KeyText key) {
    var newest = macs.lastEntry();
    return digest(newest.getKey(), newest.getValue(), key);
  }

  /** The digest under this version, or under the newest where it is not here: the same work. */
  KeyDigest digest(int version, KeyText key) {
    var mac = macs.get(version);
    return mac == null ? digest(key) : digest(version, mac, key);
  }

  private static KeyDigest digest(int version, Mac mac, KeyText key) {
    var text = key.text().reveal(Secret.Purpose.COMPUTE_MAC);
    return new KeyDigest(version, Secret.of(copy(mac).doFinal(text)));
  }

  private static Mac keyed(Secret secret) {
    var bytes = secret.reveal(Secret.Purpose.COMPUTE_MAC);
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "pepper: " + bytes.length + " bytes (expected: at least " + MIN_BYTES + ")");
    }
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  /** A Mac is not safe to share, and copying a keyed one is cheaper than keying a new one. */
  private static Mac copy(Mac keyed) {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's HMAC can be copied", e);
    }
  }
}
