package dev.portcullis.edge.http.framing;

import java.util.function.IntPredicate;

/** Which bytes may stand where in an HTTP/1.1 head, as tables. */
final class Octets {
  static final byte CR = '\r';
  static final byte LF = '\n';
  static final int MAX_METHOD_BYTES = 16;

  private static final boolean[] TOKEN = table("!#$%&'*+-.^_`|~", Octets::isAlphanumeric);
  private static final boolean[] TARGET =
      table("-._~!$&'()*+,;=:@/?%[]{|}", Octets::isAlphanumeric);
  private static final boolean[] HOST = table("-._:[]", Octets::isAlphanumeric);

  private Octets() {}

  static boolean isToken(byte b) {
    return b > 0 && TOKEN[b];
  }

  static boolean isTarget(byte b) {
    return b > 0 && TARGET[b];
  }

  static boolean isHost(byte b) {
    return b > 0 && HOST[b];
  }

  static boolean isUpper(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Visible characters, blanks, and bytes above ASCII, which RFC 9110 calls obs-text. */
  static boolean isFieldContent(byte b) {
    return (b >= ' ' && b != 0x7f) || b == '\t' || b < 0;
  }

  static byte lower(byte b) {
    return isUpper(b) ? (byte) (b + ('a' - 'A')) : b;
  }

  static int hex(byte b) {
    return Character.digit(b, 16);
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean[] table(String marks, IntPredicate letters) {
    var table = new boolean[128];
    for (var c = 0; c < table.length; c++) {
      table[c] = letters.test(c) || marks.indexOf(c) >= 0;
    }
    return table;
  }
}
