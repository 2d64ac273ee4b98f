package dev.portcullis.edge.surfaces.image;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.jsontext.StrictBase64;
import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.edge.surfaces.jsontext.Texts;
import dev.portcullis.edge.surfaces.tensors.ElementWriter;
import dev.portcullis.edge.surfaces.tensors.NestedArray;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The JSON form: {@code {"image": {"base64": …}}}, {@code {"image": {"url": …}}}, or {@code
 * {"inputs": …}} with one nested array of numbers, an object that names several, or an array of
 * texts.
 */
final class PredictBody {

  static final int MAX_INPUTS = 16;
  static final int MAX_TEXTS = 64;
  static final int MAX_URL_CHARS = 2_048;

  private static final String ONE_MEMBER = "an object with one member: image or inputs";
  private static final String ONE_FORM = "an object with one member: base64 or url";

  /** What a picture is taken for until its first bytes were looked at. */
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  /** Even the shortest element takes a digit and a comma, so a body cannot hold more. */
  private final long maxElements;

  private PredictBody(ByteBuffer body) {
    this.maxElements = body.remaining() / 2 + 1L;
  }

  static List<Part> read(ByteBuffer body) {
    return StrictJson.stream(body, new PredictBody(body)::parts);
  }

  private List<Part> parts(JsonParser json) {
    require(json.nextToken(), JsonToken.START_OBJECT, "", ONE_MEMBER);
    require(json.nextToken(), JsonToken.PROPERTY_NAME, "", ONE_MEMBER);
    var parts =
        switch (json.currentName()) {
          case "image" -> List.of(image(json));
          case "inputs" -> inputs(json);
          case String _ -> throw Refused.invalid("", ONE_MEMBER);
        };
    require(json.nextToken(), JsonToken.END_OBJECT, "", ONE_MEMBER);
    return parts;
  }

  private static Part image(JsonParser json) {
    require(json.nextToken(), JsonToken.START_OBJECT, "/image", ONE_FORM);
    require(json.nextToken(), JsonToken.PROPERTY_NAME, "/image", ONE_FORM);
    var part =
        switch (json.currentName()) {
          case "base64" -> base64(json);
          case "url" -> url(json);
          case String _ -> throw Refused.invalid("/image", ONE_FORM);
        };
    require(json.nextToken(), JsonToken.END_OBJECT, "/image", ONE_FORM);
    return part;
  }

  private static Part base64(JsonParser json) {
    var pointer = "/image/base64";
    require(json.nextToken(), JsonToken.VALUE_STRING, pointer, "a string");
    var data = StrictBase64.decode(json.getString(), pointer);
    return ImageSurface.picture(pointer, ByteBuffer.wrap(data), UNKNOWN_TYPE);
  }

  private static Part url(JsonParser json) {
    var pointer = "/image/url";
    require(json.nextToken(), JsonToken.VALUE_STRING, pointer, "a string");
    var url = json.getString();
    if (url.isEmpty() || url.length() > MAX_URL_CHARS) {
      throw Refused.invalid(pointer, "a URL of at most " + MAX_URL_CHARS + " characters");
    }
    return new Part(pointer, Kind.URL, Provenance.USER, new Content.Text(url));
  }

  private List<Part> inputs(JsonParser json) {
    return switch (json.nextToken()) {
      case START_OBJECT -> named(json);
      case START_ARRAY -> json.nextToken() == JsonToken.VALUE_STRING ? texts(json) : numbers(json);
      case JsonToken _ -> throw Refused.invalid("/inputs", "an array, or an object of arrays");
    };
  }

  private static List<Part> texts(JsonParser json) {
    var parts = new ArrayList<Part>();
    for (var token = json.currentToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
      if (parts.size() == MAX_TEXTS) {
        throw Refused.invalid("/inputs", "at most " + MAX_TEXTS + " texts");
      }
      var pointer = "/inputs/" + parts.size();
      require(token, JsonToken.VALUE_STRING, pointer, "a string");
      parts.add(Part.text(pointer, json.getString()));
    }
    return parts;
  }

  private List<Part> numbers(JsonParser json) {
    var elements = new ElementWriter(Datatype.FP32, "/inputs");
    var shape = NestedArray.readOpened(json, elements, "/inputs", maxElements);
    return List.of(tensor("", shape, elements, "/inputs"));
  }

  private List<Part> named(JsonParser json) {
    var parts = new ArrayList<Part>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      if (parts.size() == MAX_INPUTS) {
        throw Refused.invalid("/inputs", "at most " + MAX_INPUTS + " inputs");
      }
      var name = json.currentName();
      json.nextToken();
      var pointer = Texts.below("/inputs", name);
      var elements = new ElementWriter(Datatype.FP32, pointer);
      var shape = NestedArray.read(json, elements, pointer, maxElements);
      parts.add(tensor(name, shape, elements, pointer));
    }
    if (parts.isEmpty()) {
      throw Refused.invalid("/inputs", "at least one input");
    }
    return parts;
  }

  private static Part tensor(
      String name, List<Long> shape, ElementWriter elements, String pointer) {
    return Part.tensor(pointer, new Content.Tensor(name, Datatype.FP32, shape, elements.written()));
  }

  private static void require(
      JsonToken token, JsonToken wanted, String pointer, String expectation) {
    if (token != wanted) {
      throw Refused.invalid(pointer, expectation);
    }
  }
}
