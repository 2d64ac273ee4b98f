package dev.portcullis.gateway.oauth;

import java.util.Base64;
import java.util.Optional;

/** Base64url as RFC 7515 writes it: one text for each value, so no padding and no stray bits. */
final class Base64Url {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Base64Url() {}

  /** The bytes, or empty where another text would stand for the same ones, or this for none. */
  static Optional<byte[]> decode(String text) {
    return isCanonical(text) ? Optional.of(Base64.getUrlDecoder().decode(text)) : Optional.empty();
  }

  private static boolean isCanonical(String text) {
    var last = 0;
    for (var at = 0; at < text.length(); at++) {
      last = DIGITS.indexOf(text.charAt(at));
      if (last < 0) {
        return false;
      }
    }
    return switch (text.length() % 4) {
      case 2 -> (last & 0b1111) == 0;
      case 3 -> (last & 0b11) == 0;
      case 0 -> true;
      default -> false;
    };
  }
}
