package dev.portcullis.gateway.apikey;

import java.math.BigInteger;

/** Numbers as digits and letters, so that a double click selects a whole key. */
final class Base62 {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private Base62() {}

  /** The number, most significant digit first, filled up with zeros to a width that holds it. */
  static String encode(BigInteger number, int width) {
    var digits = new char[width];
    var rest = number;
    for (var at = width - 1; at >= 0; at--) {
      var split = rest.divideAndRemainder(BASE);
      digits[at] = DIGITS.charAt(split[1].intValue());
      rest = split[0];
    }
    if (rest.signum() != 0) {
      throw new IllegalArgumentException("number: too large (expected: " + width + " digits)");
    }
    return new String(digits);
  }

  /** Like {@link #encode(BigInteger, int)}, for a number on every request's way. */
  static String encode(long number, int width) {
    var digits = new char[width];
    var rest = number;
    for (var at = width - 1; at >= 0; at--) {
      digits[at] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }

  static boolean holds(String text) {
    for (var at = 0; at < text.length(); at++) {
      if (!isDigit(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
