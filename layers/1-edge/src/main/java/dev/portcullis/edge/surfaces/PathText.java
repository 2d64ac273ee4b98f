package dev.portcullis.edge.surfaces;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes a decoded path as a request line takes it. */
public final class PathText {

  private static final String PLAIN = "-._~!$&'()*+,;=:@/";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PathText() {}

  /** The path with everything but its segments' plain characters percent-encoded. */
  public static String encode(String path) {
    var encoded = new StringBuilder(path.length() + 16);
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(octet)) {
        encoded.append((char) octet);
      } else {
        HEX.toHexDigits(encoded.append('%'), octet);
      }
    }
    return encoded.toString();
  }

  /** One segment: a slash in it is not a step down. */
  public static String encodeSegment(String segment) {
    return encode(segment).replace("/", "%2F");
  }

  private static boolean isPlain(byte octet) {
    boolean alphanumeric =
        (octet >= '0' && octet <= '9')
            || (octet >= 'A' && octet <= 'Z')
            || (octet >= 'a' && octet <= 'z');
    return alphanumeric || (octet > 0 && PLAIN.indexOf(octet) >= 0);
  }
}
