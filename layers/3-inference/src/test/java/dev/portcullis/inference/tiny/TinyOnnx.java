package dev.portcullis.inference.tiny;

import dev.portcullis.kernel.call.Datatype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Builds an ONNX file of a few nodes. */
public final class TinyOnnx {

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  private final Proto graph = new Proto().text(2, "tiny");
  private final Proto model = new Proto();

  /** The file's bytes. */
  public byte[] bytes() {
    var opset = new Proto().text(1, "").number(2, OPSET);
    return model.number(1, IR_VERSION).message(8, opset).message(7, graph).toBytes();
  }

  public TinyOnnx metadata(String key, String value) {
    model.message(14, new Proto().text(1, key).text(2, value));
    return this;
  }

  /** An input; -1 is a size that is open. */
  public TinyOnnx input(String name, Datatype datatype, long... shape) {
    graph.message(11, value(name, datatype, shape));
    return this;
  }

  public TinyOnnx output(String name, Datatype datatype, long... shape) {
    graph.message(12, value(name, datatype, shape));
    return this;
  }

  /** An output that is a list of tensors. */
  public TinyOnnx sequenceOutput(String name) {
    var element = new Proto().message(1, new Proto().number(1, number(Datatype.FP32)));
    var type = new Proto().message(4, new Proto().message(1, element));
    graph.message(12, new Proto().text(1, name).message(2, type));
    return this;
  }

  public TinyOnnx node(String operator, List<String> inputs, String output, Proto... attributes) {
    graph.message(1, nodeOf(operator, inputs, output, attributes));
    return this;
  }

  private static Proto nodeOf(
      String operator, List<String> inputs, String output, Proto... attributes) {
    var node = new Proto();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(4, operator);
    for (var attribute : attributes) {
      node.message(5, attribute);
    }
    return node;
  }

  public TinyOnnx constant(String name, List<Long> shape, float... values) {
    var raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (var value : values) {
      raw.putFloat(value);
    }
    graph.message(5, tensor(name, shape).bytes(9, raw.array()));
    return this;
  }

  /** A constant whose values are said to be in another file. */
  public TinyOnnx constantElsewhere(String name, List<Long> shape, String file) {
    var location = new Proto().text(1, "location").text(2, file);
    graph.message(5, tensor(name, shape).message(13, location).number(14, 1));
    return this;
  }

  /** A loop that carries a value round for as long as {@code condition} held before it. */
  public TinyOnnx loopWhile(String condition, String value, String output) {
    var body =
        new Proto()
            .text(2, "body")
            .message(1, nodeOf("Identity", List.of("again"), "again_out"))
            .message(1, nodeOf("Identity", List.of("carried"), "carried_out"))
            .message(11, value("round", Datatype.INT64))
            .message(11, value("again", Datatype.BOOL))
            .message(11, value("carried", Datatype.FP32, -1, 1))
            .message(12, value("again_out", Datatype.BOOL))
            .message(12, value("carried_out", Datatype.FP32, -1, 1));
    var attribute = new Proto().text(1, "body").message(6, body).number(20, 5);
    return node("Loop", List.of("", condition, value), output, attribute);
  }

  public static Proto attribute(String name, long value) {
    return new Proto().text(1, name).number(3, value).number(20, 2);
  }

  public static Proto attribute(String name, List<Long> values) {
    var attribute = new Proto().text(1, name).number(20, 7);
    values.forEach(value -> attribute.number(8, value));
    return attribute;
  }

  private static Proto tensor(String name, List<Long> shape) {
    var tensor = new Proto().number(2, number(Datatype.FP32)).text(8, name);
    shape.forEach(size -> tensor.number(1, size));
    return tensor;
  }

  private static Proto value(String name, Datatype datatype, long... shape) {
    var sizes = new Proto();
    for (var size : shape) {
      sizes.message(1, size == -1 ? new Proto().text(2, "n") : new Proto().number(1, size));
    }
    var tensor = new Proto().number(1, number(datatype)).message(2, sizes);
    return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
  }

  /** What onnx.proto calls it. */
  private static int number(Datatype datatype) {
    return switch (datatype) {
      case FP32 -> 1;
      case UINT8 -> 2;
      case INT8 -> 3;
      case UINT16 -> 4;
      case INT16 -> 5;
      case INT32 -> 6;
      case INT64 -> 7;
      case BYTES -> 8;
      case BOOL -> 9;
      case FP16 -> 10;
      case FP64 -> 11;
      case UINT32 -> 12;
      case UINT64 -> 13;
      case BF16 -> 16;
    };
  }
}
