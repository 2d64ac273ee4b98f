package dev.portcullis.gateway.oauth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a token, or of what it signs: kept in its place, so that memory holds no credential.
 */
record TokenDigest(long a, long b, long c, long d) {

  static TokenDigest of(String token) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var digest = ByteBuffer.wrap(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
      return new TokenDigest(
          digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A public name for a token that has none of its own; half of the digest tells it apart. */
  String name() {
    return "sha256:" + HexFormat.of().toHexDigits(a) + HexFormat.of().toHexDigits(b);
  }
}
