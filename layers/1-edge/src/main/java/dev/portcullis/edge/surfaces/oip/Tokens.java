package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Refused;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Single values, taken from a parser that stands at them. */
final class Tokens {

  private Tokens() {}

  static void require(JsonParser json, JsonToken token, String pointer, String expectation) {
    if (json.currentToken() != token) {
      throw Refused.invalid(pointer, expectation);
    }
  }

  static String string(JsonParser json, String pointer, int maxChars) {
    var expectation = "a string of 1 to " + maxChars + " characters";
    require(json, JsonToken.VALUE_STRING, pointer, expectation);
    var text = json.getString();
    if (text.isEmpty() || text.length() > maxChars) {
      throw Refused.invalid(pointer, expectation);
    }
    return text;
  }

  static long integer(JsonParser json, String pointer, long min, long max) {
    var expectation = "an integer from " + min + " to " + max;
    require(json, JsonToken.VALUE_NUMBER_INT, pointer, expectation);
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || json.getLongValue() < min
        || json.getLongValue() > max) {
      throw Refused.invalid(pointer, expectation);
    }
    return json.getLongValue();
  }

  static boolean bool(JsonParser json, String pointer) {
    if (json.currentToken() != JsonToken.VALUE_TRUE
        && json.currentToken() != JsonToken.VALUE_FALSE) {
      throw Refused.invalid(pointer, "true or false");
    }
    return json.getBooleanValue();
  }
}
