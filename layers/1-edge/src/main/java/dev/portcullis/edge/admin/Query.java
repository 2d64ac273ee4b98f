package dev.portcullis.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/** Reads a query of names and values, each name once. */
final class Query {
  private Query() {}

  static Map<String, String> read(String raw) {
    var values = new HashMap<String, String>();
    for (var start = 0; start < raw.length(); ) {
      var ampersand = raw.indexOf('&', start);
      var end = ampersand < 0 ? raw.length() : ampersand;
      add(values, raw.substring(start, end));
      start = end + 1;
    }
    return values;
  }

  private static void add(Map<String, String> values, String pair) {
    var equals = pair.indexOf('=');
    var name = decode(equals < 0 ? pair : pair.substring(0, equals));
    var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
    if (values.put(name, value) != null) {
      throw new DeniedException(Reason.MALFORMED, "query names a parameter twice");
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new DeniedException(Reason.MALFORMED, "query holds a broken percent-encoding");
    }
  }
}
