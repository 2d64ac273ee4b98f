package dev.portcullis.edge.surfaces.image;

import dev.portcullis.edge.surfaces.Refused;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A header value of the form {@code head; name=value; name="value"} (RFC 9110, section 5.6.6), read
 * without forgiveness: a repeated name, a control character or an open quote is refused.
 */
final class HeaderParameters {

  private final String value;
  private int at;

  private HeaderParameters(String value) {
    this.value = value;
  }

  /**
   * A value taken apart.
   *
   * @param head what stands before the parameters, in lower case
   */
  record Parsed(String head, Map<String, String> parameters) {}

  static Parsed parse(String value) {
    return new HeaderParameters(value).parsed();
  }

  private Parsed parsed() {
    var head = upTo(';').strip().toLowerCase(Locale.ROOT);
    var parameters = new HashMap<String, String>();
    while (at < value.length()) {
      at++;
      skipSpaces();
      var name = upTo('=').toLowerCase(Locale.ROOT);
      if (at == value.length() || !isToken(name)) {
        throw wrong();
      }
      at++;
      if (parameters.put(name, parameterValue()) != null) {
        throw wrong();
      }
    }
    return new Parsed(head, parameters);
  }

  private String parameterValue() {
    if (at < value.length() && value.charAt(at) == '"') {
      at++;
      return quoted();
    }
    var token = upTo(';').stripTrailing();
    if (!isToken(token)) {
      throw wrong();
    }
    return token;
  }

  private String quoted() {
    var text = new StringBuilder();
    while (at < value.length() && value.charAt(at) != '"') {
      if (value.charAt(at) == '\\') {
        at++;
      }
      if (at == value.length() || Character.isISOControl(value.charAt(at))) {
        throw wrong();
      }
      text.append(value.charAt(at++));
    }
    if (at == value.length()) {
      throw wrong();
    }
    at++;
    skipSpaces();
    if (at < value.length() && value.charAt(at) != ';') {
      throw wrong();
    }
    return text.toString();
  }

  private String upTo(char end) {
    int from = at;
    while (at < value.length() && value.charAt(at) != end) {
      at++;
    }
    return value.substring(from, at);
  }

  private void skipSpaces() {
    while (at < value.length() && (value.charAt(at) == ' ' || value.charAt(at) == '\t')) {
      at++;
    }
  }

  /** What may stand without quotation marks. */
  private static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(HeaderParameters::isTokenCharacter);
  }

  private static boolean isTokenCharacter(int c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }

  private static RuntimeException wrong() {
    return Refused.malformed("multipart: a header's parameters could not be read");
  }
}
