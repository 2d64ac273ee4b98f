package dev.portcullis.monitoring.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON on the hot path: bytes straight into an array that grows.
 *
 * <p>Whatever could act on a terminal or forge a line (control characters, escape sequences,
 * bidirectional marks, line separators, lone surrogates) is written out as visible text such as
 * {@code \u202e} <em>inside</em> the string. So a value is harmless even after a reader has decoded
 * it, and the JSON has no escapes but {@code \"} and {@code \\}, as RFC 8785 wants. Members in RFC
 * 8785's order are the duty of the caller.
 */
final class JsonBuffer {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int USUAL_BYTES = 1_536;

  private byte[] bytes = new byte[USUAL_BYTES];
  private int length;

  JsonBuffer open(char bracket) {
    comma();
    put(bracket);
    return this;
  }

  JsonBuffer close(char bracket) {
    put(bracket);
    return this;
  }

  /** A member's name: a constant of ours, in plain ASCII. */
  JsonBuffer name(String name) {
    comma();
    put('"');
    putPlain(name, 0, name.length());
    put('"');
    put(':');
    return this;
  }

  JsonBuffer member(String name, String value, int maxChars) {
    return name(name).text(value, maxChars);
  }

  JsonBuffer member(String name, long value) {
    return name(name).number(value);
  }

  /** A string, cut with an ellipsis where it is too long. */
  JsonBuffer text(String value, int maxChars) {
    comma();
    put('"');
    int end = Math.min(value.length(), maxChars);
    for (int i = putPlain(value, 0, end); i < end; i = putPlain(value, i, end)) {
      int point = value.codePointAt(i);
      putSpecial(point);
      i += Character.charCount(point);
    }
    if (end < value.length()) {
      putSpecial('…');
    }
    put('"');
    return this;
  }

  int size() {
    return length;
  }

  ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  private JsonBuffer number(long value) {
    var digits = Long.toString(value);
    putPlain(digits, 0, digits.length());
    return this;
  }

  private void comma() {
    if (length > 0) {
      byte last = bytes[length - 1];
      if (last != '{' && last != '[' && last != ':') {
        put(',');
      }
    }
  }

  /** Copies characters that stand for themselves, and returns where the first other one is. */
  private int putPlain(String value, int from, int end) {
    reserve(end - from);
    int i = from;
    for (; i < end; i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
        break;
      }
      bytes[length++] = (byte) c;
    }
    return i;
  }

  private void putSpecial(int point) {
    if (point == '"' || point == '\\') {
      put('\\');
      put((char) point);
    } else if (isPlain(point)) {
      for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
        put((char) (b & 0xff));
      }
    } else {
      for (char unit : Character.toChars(point)) {
        putVisibly(unit);
      }
    }
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private void putVisibly(char unit) {
    put('\\');
    put('\\');
    put('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put((char) HEX[(unit >>> shift) & 0xf]);
    }
  }

  private void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
