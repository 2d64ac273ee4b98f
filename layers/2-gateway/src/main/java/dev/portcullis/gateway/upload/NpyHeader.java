package dev.portcullis.gateway.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The head of an {@code .npy} array, which says what its elements are. It is a Python literal, in
 * which a key may come twice, or in a comment: only what NumPy itself writes is taken.
 */
final class NpyHeader {

  private static final byte[] MARK = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_TEXT_BYTES = 10_000;
  private static final int MAX_DIGITS = 18;
  private static final String BYTE_ORDERS = "<>|=";

  /** Booleans, integers, floats, complex numbers, and texts of a fixed length. */
  private static final String PLAIN_TYPES = "biufcSU";

  private NpyHeader() {}

  /** Whether an array of plain elements begins here. */
  static boolean isPlain(InputStream in) throws IOException {
    var mark = in.readNBytes(MARK.length);
    var version = in.readNBytes(2);
    if (!Arrays.equals(mark, MARK) || version.length < 2 || version[0] < 1 || version[0] > 3) {
      return false;
    }
    var length = littleEndian(in.readNBytes(version[0] == 1 ? 2 : 4));
    if (length < 1 || length > MAX_TEXT_BYTES) {
      return false;
    }
    var text = in.readNBytes((int) length);
    return text.length == length
        && new Reading(new String(text, StandardCharsets.ISO_8859_1)).isPlain();
  }

  private static long littleEndian(byte[] bytes) {
    var value = 0L;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    return value;
  }

  /** Goes through the text once, from its first character to its last. */
  private static final class Reading {
    private final String text;
    private int at;

    Reading(String text) {
      this.text = text;
    }

    boolean isPlain() {
      return takes("{'descr': '")
          && takesOneOf(BYTE_ORDERS)
          && takesOneOf(PLAIN_TYPES)
          && takesNumber()
          && takes("', 'fortran_order': ")
          && (takes("False") || takes("True"))
          && takes(", 'shape': (")
          && takesShape()
          && (takes(", }") || takes("}"))
          && isPadding();
    }

    private boolean takes(String expected) {
      var isThere = text.startsWith(expected, at);
      at += isThere ? expected.length() : 0;
      return isThere;
    }

    private boolean takesOneOf(String expected) {
      return at < text.length() && expected.indexOf(text.charAt(at++)) >= 0;
    }

    private boolean takesNumber() {
      var from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      return at > from && at - from <= MAX_DIGITS;
    }

    /** After {@code (}: nothing, {@code 3,} or {@code 3, 4}, and {@code )}. */
    private boolean takesShape() {
      if (takes(")")) {
        return true;
      }
      if (!takesNumber()) {
        return false;
      }
      if (takes(",)")) {
        return true;
      }
      var isTuple = takes(", ") && takesNumber();
      while (isTuple && takes(", ")) {
        isTuple = takesNumber();
      }
      return isTuple && takes(")");
    }

    /** NumPy pads with spaces, so that the elements begin at a multiple of 64. */
    private boolean isPadding() {
      return text.substring(at).strip().isEmpty();
    }
  }
}
