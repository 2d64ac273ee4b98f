package dev.portcullis.train;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import java.util.ArrayList;
import java.util.List;

/** A network that PyTorch can train, made from a list of layers. */
final class Network implements AutoCloseable {
  /** One: sums split over threads come out differently, and on few cores waiting costs more. */
  private static final String THREADS = "1";

  private final List<Layer> layers;
  private final Model model;
  private final SequentialBlock block;

  private Network(List<Layer> layers, Model model, SequentialBlock block) {
    this.layers = layers;
    this.model = model;
    this.block = block;
  }

  /** An untrained network whose first weights, and all later chance, follow from the seed. */
  static Network create(List<Layer> layers, int seed) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", THREADS);
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    Engine.getEngine("PyTorch").setRandomSeed(seed);
    var block = new SequentialBlock();
    layers.forEach(layer -> block.add(block(layer)));
    var model = Model.newInstance("network", "PyTorch");
    model.setBlock(block);
    return new Network(List.copyOf(layers), model, block);
  }

  private static Block block(Layer layer) {
    return switch (layer) {
      case Layer.Normalise(float mean, float deviation) ->
          LambdaBlock.singleton(pixels -> pixels.sub(mean).div(deviation));
      case Layer.Convolution(int channels, int kernel) ->
          Conv2d.builder()
              .setFilters(channels)
              .setKernelShape(new Shape(kernel, kernel))
              .optPadding(new Shape(kernel / 2, kernel / 2))
              .build();
      case Layer.BatchNorm() -> BatchNorm.builder().optEpsilon(Layer.BatchNorm.EPSILON).build();
      case Layer.Relu() -> Activation.reluBlock();
      case Layer.MaxPool(int size) ->
          Pool.maxPool2dBlock(new Shape(size, size), new Shape(size, size));
      case Layer.Flatten() -> Blocks.batchFlattenBlock();
      case Layer.Dropout(float rate) -> Dropout.builder().optRate(rate).build();
      case Layer.Dense(int outputs) -> Linear.builder().setUnits(outputs).build();
    };
  }

  Trainer newTrainer(TrainingConfig config) {
    var trainer = model.newTrainer(config);
    trainer.initialize(new Shape(1, 1, LabelledImages.SIDE, LabelledImages.SIDE));
    return trainer;
  }

  List<TrainedLayer> trainedLayers() {
    var trained = new ArrayList<TrainedLayer>();
    for (int i = 0; i < layers.size(); i++) {
      var parameters = block.getChildren().valueAt(i).getDirectParameters();
      trained.add(
          new TrainedLayer(
              layers.get(i), parameters.values().stream().map(Network::tensor).toList()));
    }
    return List.copyOf(trained);
  }

  private static Tensor tensor(Parameter parameter) {
    NDArray array = parameter.getArray();
    return new Tensor(array.getShape().getShape(), array.toFloatArray());
  }

  @Override
  public void close() {
    model.close();
  }
}
