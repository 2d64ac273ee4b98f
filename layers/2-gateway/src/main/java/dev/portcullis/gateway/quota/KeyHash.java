package dev.portcullis.gateway.quota;

import java.security.SecureRandom;

/**
 * SipHash-2-4 of a key, under a secret of this process.
 *
 * <p>Counters keep this instead of the key: 8 bytes instead of a string, and no address or key id
 * lies in the heap. Nobody who doesn't know the secret can make two keys meet; two that meet by
 * chance (with a million keys once in ten million starts) share a counter, which denies too early
 * and never too late.
 */
final class KeyHash {

  private final long k0;
  private final long k1;

  KeyHash(long k0, long k1) {
    this.k0 = k0;
    this.k1 = k1;
  }

  static KeyHash random() {
    var random = new SecureRandom();
    return new KeyHash(random.nextLong(), random.nextLong());
  }

  /** The hash of the key's UTF-16 characters, low byte first. */
  long of(String key) {
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L;
    int length = key.length();
    int words = length / 4 + 1;
    // The last word holds what is left of the key and its length; after it come the final rounds.
    for (int i = 0; i <= words; i++) {
      long word = i < words ? word(key, i) : 0;
      v2 ^= i < words ? 0 : 0xff;
      v3 ^= word;
      for (int round = i < words ? 2 : 4; round > 0; round--) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private static long word(String key, int index) {
    int from = index * 4;
    int length = key.length();
    if (from + 4 <= length) {
      return key.charAt(from)
          | ((long) key.charAt(from + 1) << 16)
          | ((long) key.charAt(from + 2) << 32)
          | ((long) key.charAt(from + 3) << 48);
    }
    long word = (2L * length) << 56;
    for (int i = from; i < length; i++) {
      word |= (long) key.charAt(i) << (16 * (i - from));
    }
    return word;
  }
}
