package dev.portcullis.edge.http.door;

import java.net.InetAddress;

/** Reads one hop of a forwarding field: an address, perhaps with a port. */
final class Hop {
  private static final String FOR = "for=";

  private Hop() {}

  /** The value of {@code for=} in one element of a Forwarded field. */
  static String forParameter(String element) {
    for (var pair : element.split(";", -1)) {
      var stripped = pair.strip();
      if (stripped.regionMatches(true, 0, FOR, 0, FOR.length())) {
        var value = stripped.substring(FOR.length());
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
            ? value.substring(1, value.length() - 1)
            : value;
      }
    }
    throw TrustedProxies.malformed("forwarded without for");
  }

  static InetAddress address(String hop) {
    try {
      return InetAddress.ofLiteral(withoutPort(hop.strip()));
    } catch (IllegalArgumentException e) {
      throw TrustedProxies.malformed("hop is no address");
    }
  }

  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      var end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    var colon = hop.indexOf(':');
    var host = colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    // Short forms such as 127.1 are addresses to some and not to others.
    if (host.indexOf(':') < 0 && host.chars().filter(c -> c == '.').count() != 3) {
      throw TrustedProxies.malformed("hop is no address");
    }
    return host;
  }
}
