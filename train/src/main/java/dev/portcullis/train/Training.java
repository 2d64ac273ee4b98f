package dev.portcullis.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Teaches a network from labelled pictures; one thread of chance, so that it can be repeated. */
final class Training implements AutoCloseable {
  private static final int CLASSES = LabelledImages.CLASSES;

  private final Recipe recipe;
  private final LabelledImages images;
  private final RandomGenerator random;
  private final Trainer trainer;
  private final int[] order;

  Training(Network network, Recipe recipe, LabelledImages images) {
    if (images.size() < recipe.batch()) {
      throw new IllegalArgumentException(
          "training pictures: %d (expected: at least a batch of %d)"
              .formatted(images.size(), recipe.batch()));
    }
    this.recipe = recipe;
    this.images = images;
    this.random = new SplittableRandom(recipe.seed());
    this.order = IntStream.range(0, images.size()).toArray();
    int steps = recipe.epochs() * batchesPerEpoch();
    var adam = Adam.builder().optLearningRateTracker((_, step) -> recipe.rate(step, steps)).build();
    this.trainer =
        network.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(adam));
  }

  private int batchesPerEpoch() {
    return images.size() / recipe.batch();
  }

  /** Shows every picture once, in a new order; a last incomplete batch waits for another epoch. */
  double epoch() {
    shuffle();
    double loss = 0;
    for (int batch = 0; batch < batchesPerEpoch(); batch++) {
      int start = batch * recipe.batch();
      loss += step(Arrays.copyOfRange(order, start, start + recipe.batch()));
    }
    return loss / batchesPerEpoch();
  }

  private double step(int[] batch) {
    try (var memory = trainer.getManager().newSubManager()) {
      var pictures = pictures(memory, batch);
      var labels = memory.create(Arrays.stream(batch).map(images::label).toArray());
      double loss;
      try (var gradients = trainer.newGradientCollector()) {
        var predicted = trainer.forward(new NDList(pictures));
        var error = trainer.getLoss().evaluate(new NDList(labels), predicted);
        gradients.backward(error);
        loss = error.getFloat();
      }
      trainer.step();
      return loss;
    }
  }

  private NDArray pictures(NDManager memory, int[] batch) {
    var pixels = new float[batch.length * LabelledImages.PIXELS];
    for (int i = 0; i < batch.length; i++) {
      int offset = i * LabelledImages.PIXELS;
      // A boot that points the other way is a boot: twice as many pictures to learn from.
      if (random.nextBoolean()) {
        images.copyMirroredTo(batch[i], pixels, offset);
      } else {
        images.copyTo(batch[i], pixels, offset);
      }
    }
    return memory.create(
        pixels, new Shape(batch.length, 1, LabelledImages.SIDE, LabelledImages.SIDE));
  }

  /** Fisher and Yates; {@code Collections.shuffle} would need 60,000 boxed numbers. */
  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  /** The trained network's own answers, to compare the exported file's with. */
  float[][] logits(LabelledImages test, int from, int to) {
    try (var memory = trainer.getManager().newSubManager()) {
      var shape = new Shape(to - from, 1, LabelledImages.SIDE, LabelledImages.SIDE);
      var pictures = memory.create(test.brightness(from, to), shape);
      var logits = trainer.evaluate(new NDList(pictures)).singletonOrThrow().toFloatArray();
      var rows = new float[to - from][];
      Arrays.setAll(rows, i -> Arrays.copyOfRange(logits, i * CLASSES, (i + 1) * CLASSES));
      return rows;
    }
  }

  @Override
  public void close() {
    trainer.close();
  }
}
