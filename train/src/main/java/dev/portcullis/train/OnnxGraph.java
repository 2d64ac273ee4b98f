package dev.portcullis.train;

import java.util.List;
import java.util.Map;

/** An ONNX graph under construction; its numbers are the field numbers of {@code onnx.proto}. */
final class OnnxGraph {
  /** What ONNX Runtime has read since 2022, so that older servers can load the file too. */
  private static final int IR_VERSION = 8;

  private static final int OPERATOR_SET = 17;
  private static final int FLOAT = 1;
  private static final String BATCH = "N";

  private final ProtoMessage graph = new ProtoMessage();
  private int nodes;

  OnnxGraph(String name) {
    graph.text(2, name);
  }

  /** A float input; the batch dimension before {@code itemShape} is free. */
  void input(String name, int... itemShape) {
    graph.message(11, floatValue(name, itemShape));
  }

  void output(String name, int... itemShape) {
    graph.message(12, floatValue(name, itemShape));
  }

  void constant(String name, Tensor tensor) {
    var message = new ProtoMessage();
    for (long dimension : tensor.shape()) {
      message.number(1, dimension);
    }
    graph.message(
        5,
        message
            .number(2, FLOAT)
            .text(8, name)
            .bytes(9, ProtoMessage.littleEndian(tensor.values())));
  }

  void node(String operator, List<String> inputs, String output, OnnxAttribute... attributes) {
    var message = new ProtoMessage();
    inputs.forEach(input -> message.text(1, input));
    message.text(2, output).text(3, operator + nodes++).text(4, operator);
    for (var attribute : attributes) {
      message.message(5, attribute.message());
    }
    graph.message(1, message);
  }

  byte[] model(Map<String, String> metadata) {
    var model =
        new ProtoMessage()
            .number(1, IR_VERSION)
            .text(2, "portcullis-train")
            .message(7, graph)
            .message(8, new ProtoMessage().text(1, "").number(2, OPERATOR_SET));
    metadata.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new ProtoMessage().text(1, entry.getKey()).text(2, entry.getValue()))
        .forEach(entry -> model.message(14, entry));
    return model.toBytes();
  }

  private static ProtoMessage floatValue(String name, int... itemShape) {
    var shape = new ProtoMessage().message(1, new ProtoMessage().text(2, BATCH));
    for (int dimension : itemShape) {
      shape.message(1, new ProtoMessage().number(1, dimension));
    }
    var tensor = new ProtoMessage().number(1, FLOAT).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }
}
