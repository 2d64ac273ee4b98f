package dev.portcullis.edge.http.routing;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Brings a request's path into its one canonical form, or refuses it.
 *
 * <p>Whatever a server behind us could read differently has no canonical form: encoded slashes,
 * backslashes, NUL and control characters, dot segments, empty segments, double encoding, bytes
 * that are no UTF-8, and path parameters: to some servers {@code /admin;x} is {@code /admin}, to
 * others it is not. A slash at the end makes another path, which a route takes only below a prefix.
 */
public final class CanonicalPath {
  private static final String PLAIN_MARKS = "-_.~!$&'()*+,;=:@/";
  private static final boolean[] PLAIN = plainCharacters();

  private CanonicalPath() {}

  /**
   * The canonical form of a path as it stood in the request line.
   *
   * @throws DeniedException where it has none
   */
  public static String of(String raw) {
    if (raw.isEmpty() || raw.charAt(0) != '/') {
      throw malformed("path does not start with a slash");
    }
    var path = isPlain(raw) ? raw : decode(raw);
    if (path.indexOf(';') >= 0) {
      throw malformed("path holds parameters");
    }
    refuseAmbiguousSegments(path);
    return path;
  }

  private static boolean isPlain(String raw) {
    for (var i = 0; i < raw.length(); i++) {
      var c = raw.charAt(i);
      if (c == '%') {
        return false;
      }
      if (c >= PLAIN.length || !PLAIN[c]) {
        throw malformed("path holds a character that must be encoded");
      }
    }
    return true;
  }

  private static String decode(String raw) {
    var bytes = ByteBuffer.allocate(raw.length());
    for (var i = 0; i < raw.length(); i++) {
      var c = raw.charAt(i);
      if (c == '%') {
        bytes.put(decodedByte(raw, i));
        i += 2;
      } else if (c < PLAIN.length && PLAIN[c]) {
        bytes.put((byte) c);
      } else {
        throw malformed("path holds a character that must be encoded");
      }
    }
    var path = utf8(bytes.flip());
    refuseUnreadable(path);
    return path;
  }

  private static byte decodedByte(String raw, int at) {
    if (at + 2 >= raw.length()
        || !HexFormat.isHexDigit(raw.charAt(at + 1))
        || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
      throw malformed("path holds a broken percent-encoding");
    }
    var value = HexFormat.fromHexDigits(raw, at + 1, at + 3);
    if (value == '/' || value == '\\' || value == '%') {
      throw malformed("path holds an encoded slash, backslash or percent sign");
    }
    return (byte) value;
  }

  private static String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw malformed("path is not UTF-8");
    }
  }

  private static void refuseUnreadable(String path) {
    for (var i = 0; i < path.length(); i++) {
      if (Character.isISOControl(path.charAt(i))) {
        throw malformed("path holds a control character");
      }
    }
  }

  private static void refuseAmbiguousSegments(String path) {
    var start = 1;
    while (start < path.length()) {
      var slash = path.indexOf('/', start);
      var end = slash < 0 ? path.length() : slash;
      if (end == start || isDots(path, start, end)) {
        throw malformed("path holds an empty or a dot segment");
      }
      start = end + 1;
    }
  }

  private static boolean isDots(String path, int start, int end) {
    return path.charAt(start) == '.'
        && (end - start == 1 || (end - start == 2 && path.charAt(start + 1) == '.'));
  }

  private static boolean[] plainCharacters() {
    var plain = new boolean[128];
    for (var c = 'a'; c <= 'z'; c++) {
      plain[c] = true;
      plain[Character.toUpperCase(c)] = true;
    }
    for (var c = '0'; c <= '9'; c++) {
      plain[c] = true;
    }
    PLAIN_MARKS.chars().forEach(c -> plain[c] = true);
    return plain;
  }

  private static DeniedException malformed(String detail) {
    return new DeniedException(Reason.MALFORMED, detail);
  }
}
