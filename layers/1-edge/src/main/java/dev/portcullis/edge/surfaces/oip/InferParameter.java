package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Refused;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A request's parameter on its way through a call's parameters, which are texts. Numbers and
 * booleans go as JSON writes them, strings behind a quotation mark, so each comes out as it went
 * in.
 */
final class InferParameter {

  private static final char STRING = '"';

  private InferParameter() {}

  static String read(JsonParser json, String pointer) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> STRING + json.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> json.getString();
      case JsonToken _ -> throw Refused.invalid(pointer, "a string, a number or a boolean");
    };
  }

  static void write(JsonGenerator json, String value) {
    if (!value.isEmpty() && value.charAt(0) == STRING) {
      json.writeString(value.substring(1));
    } else {
      json.writeRawValue(value);
    }
  }
}
