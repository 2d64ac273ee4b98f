package dev.portcullis.train;

import java.util.List;

/** A layer and the weights it learnt, in the order PyTorch names them. */
record TrainedLayer(Layer layer, List<Tensor> weights) {
  TrainedLayer {
    weights = List.copyOf(weights);
  }

  static long parameters(List<TrainedLayer> network) {
    return network.stream()
        .flatMap(layer -> layer.weights().stream())
        .mapToLong(Tensor::size)
        .sum();
  }
}
