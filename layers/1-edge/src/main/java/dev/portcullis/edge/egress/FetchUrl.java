package dev.portcullis.edge.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL that every parser reads alike. What they differ on (user info, numbers that some take for
 * addresses, percent signs, a dot at the end, letters outside ASCII) has no business in it.
 *
 * @param host a name in lower case, or an address without brackets
 * @param target path and query, as a request line takes them
 */
record FetchUrl(String scheme, String host, int port, String target) {

  static final int MAX_CHARS = 2_048;
  static final int MAX_HOST_CHARS = 253;
  static final int MAX_LABEL_CHARS = 63;

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int MAX_PORT_DIGITS = 5;

  /** Names that stand for something inside, whatever they resolve to. */
  private static final List<String> INSIDE =
      List.of(".localhost", ".local", ".internal", ".localdomain", ".lan", ".home.arpa", ".onion");

  /**
   * The URL taken apart.
   *
   * @throws RefusedException where it is not one that every parser reads alike
   */
  static FetchUrl of(URI uri) {
    var text = uri.toString();
    if (text.length() > MAX_CHARS
        || !text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\')) {
      throw new RefusedException("a URL too long, or with characters outside ASCII");
    }
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new RefusedException("a scheme other than https");
    }
    var authority = uri.getRawAuthority();
    if (uri.isOpaque() || authority == null || uri.getRawFragment() != null) {
      throw new RefusedException("a URL without a host, or with a fragment");
    }
    return of(scheme, authority.toLowerCase(Locale.ROOT), target(uri));
  }

  /** The host as an address, where it is one. */
  Optional<InetAddress> literal() {
    return host.indexOf(':') >= 0 || isNumber(lastLabel(host))
        ? Optional.of(InetAddress.ofLiteral(host))
        : Optional.empty();
  }

  /** Whether the name alone says that it is for somebody inside. */
  boolean namesInside() {
    return literal().isEmpty()
        && (host.indexOf('.') < 0 || INSIDE.stream().anyMatch(host::endsWith));
  }

  private static FetchUrl of(String scheme, String authority, String target) {
    int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
    if (end <= 0) {
      end = authority.length();
    }
    var host = host(authority.substring(0, end));
    return new FetchUrl(scheme, host, port(scheme, authority.substring(end)), target);
  }

  private static int port(String scheme, String text) {
    if (text.isEmpty()) {
      return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    }
    var digits = text.substring(1);
    boolean number = isDigits(digits) && digits.length() <= MAX_PORT_DIGITS;
    if (text.charAt(0) != ':' || !number || digits.charAt(0) == '0') {
      throw new RefusedException("a port that is no number");
    }
    return Integer.parseInt(digits);
  }

  private static String host(String text) {
    if (text.startsWith("[")) {
      return versionSix(text.substring(1, text.length() - 1));
    }
    if (text.length() > MAX_HOST_CHARS) {
      throw new RefusedException("a host name too long");
    }
    for (var label : text.split("\\.", -1)) {
      requireLabel(label);
    }
    if (isNumber(lastLabel(text))) {
      requireDottedQuad(text);
    }
    return text;
  }

  private static void requireLabel(String label) {
    boolean plain =
        label.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    if (label.isEmpty()
        || label.length() > MAX_LABEL_CHARS
        || !plain
        || label.startsWith("-")
        || label.endsWith("-")) {
      throw new RefusedException("a host name that is none");
    }
  }

  /**
   * Four decimal numbers without leading zeros are the only spelling that nobody reads otherwise.
   */
  private static void requireDottedQuad(String host) {
    var numbers = host.split("\\.", -1);
    for (var number : numbers) {
      boolean canonical =
          isDigits(number)
              && number.length() <= 3
              && (number.length() == 1 || number.charAt(0) != '0')
              && Integer.parseInt(number) <= 255;
      if (!canonical || numbers.length != 4) {
        throw new RefusedException("an address in an odd spelling");
      }
    }
  }

  private static String versionSix(String text) {
    boolean plain = text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    try {
      // A version 4 address in the clothes of version 6 comes out as what it is, and is refused.
      if (plain && text.indexOf(':') >= 0 && InetAddress.ofLiteral(text) instanceof Inet6Address) {
        return text;
      }
    } catch (IllegalArgumentException _) {
      // Its message quotes the text.
    }
    throw new RefusedException("an address that is none");
  }

  private static String lastLabel(String host) {
    return host.substring(host.lastIndexOf('.') + 1);
  }

  /** What some parsers take for a number: digits, or 0x and then perhaps hexadecimal ones. */
  private static boolean isNumber(String label) {
    return isDigits(label)
        || (label.startsWith("0x")
            && label.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0));
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String target(URI uri) {
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
  }
}
