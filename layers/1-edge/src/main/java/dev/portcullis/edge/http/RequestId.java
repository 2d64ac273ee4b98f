package dev.portcullis.edge.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The id that a request is known by: the client's where it is well formed, else a fresh one. */
final class RequestId {
  private static final int MAX_LENGTH = 64;
  private static final HexFormat HEX = HexFormat.of();

  private RequestId() {}

  /** Ids name requests and protect nothing, so they need be unique and not unguessable. */
  static String fresh() {
    var random = ThreadLocalRandom.current();
    return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
  }

  static boolean isWellFormed(String id) {
    if (id.isEmpty() || id.length() > MAX_LENGTH) {
      return false;
    }
    for (var i = 0; i < id.length(); i++) {
      var c = id.charAt(i);
      var fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!fits && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
