package dev.portcullis.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a trained network as an ONNX file: {@code image} in, {@code logits} and {@code
 * probabilities} out, any number of pictures at a time.
 */
final class OnnxExport {
  static final String INPUT = "image";
  static final String LOGITS = "logits";
  static final String PROBABILITIES = "probabilities";

  private final OnnxGraph graph;

  private OnnxExport(OnnxGraph graph) {
    this.graph = graph;
  }

  /** The file's bytes; the same network gives the same bytes. */
  static byte[] bytes(String name, List<TrainedLayer> network, Map<String, String> metadata) {
    var graph = new OnnxGraph(name);
    new OnnxExport(graph).addAll(network);
    return graph.model(metadata);
  }

  private void addAll(List<TrainedLayer> network) {
    graph.input(INPUT, 1, LabelledImages.SIDE, LabelledImages.SIDE);
    String value = INPUT;
    for (int i = 0; i < network.size(); i++) {
      var output = i == network.size() - 1 ? LOGITS : "layer" + i;
      add(network.get(i), value, output);
      value = output;
    }
    graph.node("Softmax", List.of(LOGITS), PROBABILITIES, OnnxAttribute.of("axis", 1));
    graph.output(LOGITS, LabelledImages.CLASSES);
    graph.output(PROBABILITIES, LabelledImages.CLASSES);
  }

  private void add(TrainedLayer trained, String from, String to) {
    var inputs = withWeights(trained, from, to);
    switch (trained.layer()) {
      case Layer.Normalise(float mean, float deviation) -> {
        graph.constant(to + ".mean", Tensor.scalar(mean));
        graph.constant(to + ".deviation", Tensor.scalar(deviation));
        graph.node("Sub", List.of(from, to + ".mean"), to + ".centred");
        graph.node("Div", List.of(to + ".centred", to + ".deviation"), to);
      }
      case Layer.Convolution(_, int kernel) -> {
        int pad = kernel / 2;
        graph.node("Conv", inputs, to, OnnxAttribute.of("pads", List.of(pad, pad, pad, pad)));
      }
      case Layer.BatchNorm() ->
          graph.node(
              "BatchNormalization",
              inputs,
              to,
              OnnxAttribute.of("epsilon", Layer.BatchNorm.EPSILON));
      case Layer.Relu() -> graph.node("Relu", inputs, to);
      case Layer.MaxPool(int size) ->
          graph.node(
              "MaxPool",
              inputs,
              to,
              OnnxAttribute.of("kernel_shape", List.of(size, size)),
              OnnxAttribute.of("strides", List.of(size, size)));
      case Layer.Flatten() -> graph.node("Flatten", inputs, to);
      // Without its training flag, ONNX's Dropout passes everything on.
      case Layer.Dropout(_) -> graph.node("Dropout", inputs, to);
      case Layer.Dense(_) -> graph.node("Gemm", inputs, to, OnnxAttribute.of("transB", 1));
    }
  }

  private List<String> withWeights(TrainedLayer trained, String from, String to) {
    var inputs = new ArrayList<>(List.of(from));
    for (var tensor : trained.weights()) {
      var name = to + ".weights" + (inputs.size() - 1);
      graph.constant(name, tensor);
      inputs.add(name);
    }
    return inputs;
  }
}
