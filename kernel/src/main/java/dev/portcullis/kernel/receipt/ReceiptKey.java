package dev.portcullis.kernel.receipt;

import dev.portcullis.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The root key of a process's generation, and the chain that starts from it. */
public final class ReceiptKey {

  private static final String ALGORITHM = "HmacSHA256";

  /** Finding the algorithm costs more than using it, and a thread makes one tag at a time. */
  private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(ReceiptKey::newMac);

  private final SecretKeySpec root;

  private ReceiptKey(byte[] key) {
    this.root = new SecretKeySpec(key, ALGORITHM);
  }

  /** A new random key, for a process that both seals and verifies. */
  public static ReceiptKey generate(SecureRandom random) {
    var key = new byte[32];
    random.nextBytes(key);
    return new ReceiptKey(key);
  }

  /** A shared key, for a guard in a process of its own. */
  public static ReceiptKey of(Secret secret) {
    return new ReceiptKey(secret.reveal(Secret.Purpose.COMPUTE_MAC));
  }

  /** The tag that a receipt with these contents must have, in hexadecimal. */
  String tag(Receipt receipt) {
    var mac = MACS.get();
    try {
      mac.init(root);
      var link = mac.doFinal(bytes(receipt.exchange(), receipt.policyHash()));
      for (var slot : receipt.slots()) {
        mac.init(new SecretKeySpec(link, ALGORITHM));
        link = mac.doFinal(bytes(slot.stage().name(), slot.controls(), slot.outcome().name()));
      }
      mac.init(new SecretKeySpec(link, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(binding(receipt)));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a key of " + ALGORITHM + " fits it", e);
    }
  }

  private static Mac newMac() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] binding(Receipt receipt) {
    return bytes(
        receipt.route(),
        receipt.subject(),
        receipt.model().name(),
        receipt.model().version(),
        receipt.received(),
        receipt.forwarded(),
        receipt.sealedAt().toString());
  }

  /** Each field behind its length, so that no two lists of fields share an encoding. */
  private static byte[] bytes(String... fields) {
    var text = new StringBuilder(128);
    for (var field : fields) {
      text.append(field.length()).append(':').append(field);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
