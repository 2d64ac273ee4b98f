package dev.portcullis.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Bytes that must not leak: no {@code toString}, constant-time equality, a purpose to read them.
 */
public final class Secret {

  /** Why a secret is read; every use can be found by searching for its purpose. */
  public enum Purpose {
    COMPUTE_MAC,
    SIGN,
    DECRYPT,
    AUTHENTICATE_UPSTREAM,
    SHOW_ONCE
  }

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Secret of(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of the bytes. The purpose is there to be read in the code, and searched for. */
  public byte[] reveal(Purpose purpose) {
    java.util.Objects.requireNonNull(purpose);
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  /** The same for every secret: a hash would be a way to tell them apart. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "***";
  }
}
