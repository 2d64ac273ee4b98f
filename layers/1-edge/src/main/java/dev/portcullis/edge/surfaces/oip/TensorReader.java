package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.edge.surfaces.tensors.ElementWriter;
import dev.portcullis.edge.surfaces.tensors.NestedArray;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one tensor object. Nothing is allocated before the shape's product was seen to agree with
 * what the body can hold. Data may stand before the shape that it needs; then it is stepped over,
 * and read from its place once the object has ended.
 */
final class TensorReader {

  static final int MAX_NAME_CHARS = 256;
  static final long MAX_DIMENSION = Integer.MAX_VALUE;

  private static final int NOWHERE = -1;

  private final BinaryExtension.Split body;
  private final String pointer;
  private final Extras extras;
  private String name = "";
  private Optional<Datatype> datatype = Optional.empty();
  private List<Long> shape = List.of();
  private OptionalLong binarySize = OptionalLong.empty();
  private Optional<ByteBuffer> data = Optional.empty();
  private int skippedAt = NOWHERE;

  TensorReader(BinaryExtension.Split body, String pointer, Extras extras) {
    this.body = body;
    this.pointer = pointer;
    this.extras = extras;
  }

  /** What becomes of parameters that are not ours. */
  enum Extras {
    REFUSED,
    SKIPPED
  }

  /** Reads the object that the parser stands at the start of. */
  Content.Tensor read(JsonParser json) {
    Tokens.require(json, JsonToken.START_OBJECT, pointer, "an object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var member = json.currentName();
      json.nextToken();
      switch (member) {
        case "name" -> name = Tokens.string(json, pointer + "/name", MAX_NAME_CHARS);
        case "datatype" -> datatype = Optional.of(datatype(json));
        case "shape" -> shape = shape(json);
        case "parameters" -> parameters(json);
        case "data" -> data(json);
        case String _ ->
            throw Refused.invalid(pointer, "name, shape, datatype, parameters and data only");
      }
    }
    return tensor();
  }

  private Content.Tensor tensor() {
    if (name.isEmpty() || datatype.isEmpty() || shape.isEmpty()) {
      throw Refused.invalid(pointer, "a name, a shape and a datatype");
    }
    return new Content.Tensor(name, datatype.get(), shape, bytes());
  }

  private ByteBuffer bytes() {
    boolean inJson = data.isPresent() || skippedAt != NOWHERE;
    if (inJson == binarySize.isPresent()) {
      throw Refused.invalid(pointer, "either data or " + BinaryExtension.SIZE);
    }
    if (binarySize.isPresent()) {
      return binary(binarySize.getAsLong());
    }
    return data.orElseGet(() -> StrictJson.from(body.json(), skippedAt, this::elementsFromStart));
  }

  private ByteBuffer binary(long size) {
    var type = datatype.orElseThrow();
    var where = pointer + "/parameters/" + BinaryExtension.SIZE;
    var taken = body.take(size, where);
    boolean fits =
        type == Datatype.BYTES
            ? LengthPrefixed.count(taken) == elements()
            : Math.multiplyExact(elements(), type.bytes()) == size;
    if (!fits) {
      throw Refused.invalid(where, "as many bytes as shape and datatype make");
    }
    return taken;
  }

  private void data(JsonParser json) {
    if (datatype.isPresent() && !shape.isEmpty()) {
      data = Optional.of(elements(json));
    } else {
      Tokens.require(json, JsonToken.START_ARRAY, pointer + "/data", "an array");
      skippedAt = (int) json.currentTokenLocation().getByteOffset();
      json.skipChildren();
    }
  }

  private ByteBuffer elementsFromStart(JsonParser json) {
    json.nextToken();
    return elements(json);
  }

  private ByteBuffer elements(JsonParser json) {
    var where = pointer + "/data";
    long count = elements();
    // The shortest element takes a digit and a comma.
    if (count > body.json().remaining() / 2 + 1) {
      throw Refused.invalid(where, "as many elements as the shape holds");
    }
    var type = datatype.orElseThrow();
    long bytes = type == Datatype.BYTES ? Integer.BYTES * count : type.bytes() * count;
    var elements = new ElementWriter(type, where, Math.toIntExact(bytes));
    var found = NestedArray.read(json, elements, where, count);
    if (!found.equals(shape) && !found.equals(List.of(count))) {
      throw Refused.invalid(where, "as many elements as the shape holds, flat or nested like it");
    }
    return elements.written();
  }

  private long elements() {
    try {
      return new Content.Tensor(name, Datatype.BOOL, shape, ByteBuffer.allocate(0)).elements();
    } catch (ArithmeticException _) {
      throw Refused.invalid(pointer + "/shape", "sizes whose product can be counted");
    }
  }

  private Datatype datatype(JsonParser json) {
    var where = pointer + "/datatype";
    var word = Tokens.string(json, where, MAX_NAME_CHARS);
    for (var type : Datatype.values()) {
      if (type.name().equals(word)) {
        return type;
      }
    }
    throw Refused.invalid(where, "a datatype of the protocol");
  }

  private List<Long> shape(JsonParser json) {
    var where = pointer + "/shape";
    Tokens.require(json, JsonToken.START_ARRAY, where, "an array");
    var sizes = new ArrayList<Long>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      sizes.add(Tokens.integer(json, where, 1, MAX_DIMENSION));
      if (sizes.size() > NestedArray.MAX_RANK) {
        throw Refused.invalid(where, "at most " + NestedArray.MAX_RANK + " dimensions");
      }
    }
    if (sizes.isEmpty()) {
      throw Refused.invalid(where, "at least one dimension");
    }
    return List.copyOf(sizes);
  }

  private void parameters(JsonParser json) {
    var where = pointer + "/parameters";
    if (extras == Extras.SKIPPED && json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    Tokens.require(json, JsonToken.START_OBJECT, where, "an object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      boolean ours = json.currentName().equals(BinaryExtension.SIZE);
      json.nextToken();
      if (ours) {
        binarySize = OptionalLong.of(Tokens.integer(json, where, 1, Integer.MAX_VALUE));
      } else if (extras == Extras.SKIPPED) {
        json.skipChildren();
      } else {
        throw Refused.invalid(where, BinaryExtension.SIZE + " only");
      }
    }
  }
}
