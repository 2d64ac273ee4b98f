package dev.portcullis.edge.http.door;

import java.util.Locale;

/**
 * The host that a request names, as names are compared.
 *
 * @param name in lower case, without the dot that stands for the root
 * @param port the scheme's where the request says none
 */
public record NamedHost(String name, int port) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** The host of a well-formed authority. */
  public static NamedHost of(String authority, String scheme) {
    var colon = authority.lastIndexOf(':');
    if (colon < 0 || authority.endsWith("]")) {
      return new NamedHost(comparable(authority), scheme.equals("https") ? HTTPS : HTTP);
    }
    var port = Integer.parseInt(authority, colon + 1, authority.length(), 10);
    return new NamedHost(comparable(authority.substring(0, colon)), port);
  }

  boolean isNamed(String other) {
    return name.equals(comparable(other));
  }

  static String comparable(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
