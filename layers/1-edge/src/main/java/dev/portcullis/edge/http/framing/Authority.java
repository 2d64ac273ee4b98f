package dev.portcullis.edge.http.framing;

/** Says whether bytes are a host with an optional port, as a Host field may hold. */
public final class Authority {
  private static final int MAX_HOST_BYTES = 255;
  private static final int MAX_PORT = 65535;

  private Authority() {}

  /** Whether text is a well-formed host with an optional port. */
  public static boolean isWellFormed(CharSequence text) {
    var length = text.length();
    if (length == 0 || length > MAX_HOST_BYTES) {
      return false;
    }
    for (var i = 0; i < length; i++) {
      var c = text.charAt(i);
      if (c > 127 || !Octets.isHost((byte) c)) {
        return false;
      }
    }
    return text.charAt(0) == '[' ? isBracketed(text) : isNamed(text);
  }

  private static boolean isNamed(CharSequence text) {
    for (var i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case ':' -> {
          return i > 0 && isPort(text, i + 1);
        }
        case '[', ']' -> {
          return false;
        }
        default -> {}
      }
    }
    return true;
  }

  private static boolean isBracketed(CharSequence text) {
    var colons = 0;
    for (var i = 1; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == ']') {
        return colons >= 2
            && (i + 1 == text.length() || (text.charAt(i + 1) == ':' && isPort(text, i + 2)));
      }
      if (c == ':') {
        colons++;
      } else if (c != '.' && Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return false;
  }

  private static boolean isPort(CharSequence text, int from) {
    if (from == text.length() || text.length() - from > 5) {
      return false;
    }
    var port = 0;
    for (var i = from; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      port = port * 10 + (c - '0');
    }
    return port <= MAX_PORT;
  }
}
