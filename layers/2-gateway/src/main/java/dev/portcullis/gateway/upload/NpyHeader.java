package dev.portcullis.gateway.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The head of an {@code .npy} array, which says what its elements are. */
final class NpyHeader {

  private static final byte[] MARK = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_TEXT_BYTES = 10_000;
  private static final String TYPE = "'descr': '";
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
    return text.length == length && isPlain(new String(text, StandardCharsets.ISO_8859_1));
  }

  private static boolean isPlain(String text) {
    var from = text.indexOf(TYPE) + TYPE.length();
    var to = text.indexOf('\'', from);
    if (from < TYPE.length() || to - from < 3 || text.indexOf(TYPE, from) >= 0) {
      return false;
    }
    return BYTE_ORDERS.indexOf(text.charAt(from)) >= 0
        && PLAIN_TYPES.indexOf(text.charAt(from + 1)) >= 0
        && text.substring(from + 2, to).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long littleEndian(byte[] bytes) {
    var value = 0L;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    return value;
  }
}
