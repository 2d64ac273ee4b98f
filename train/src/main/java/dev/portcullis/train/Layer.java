package dev.portcullis.train;

import java.util.List;

/**
 * One layer of a network, described once: {@link Network} makes it learn and {@link OnnxExport}
 * writes it down, and the compiler sees to it that both know every kind.
 */
sealed interface Layer {

  /** The first layer: brightness 0..255 becomes mean 0 and deviation 1, inside the model. */
  record Normalise(float mean, float deviation) implements Layer {}

  /** A convolution that keeps height and width. */
  record Convolution(int channels, int kernel) implements Layer {
    public Convolution {
      if (kernel % 2 == 0) {
        throw new IllegalArgumentException("kernel: " + kernel + " (expected: an odd size)");
      }
    }
  }

  /** Normalises each channel by what it was in training. */
  record BatchNorm() implements Layer {
    static final float EPSILON = 1e-5f;
  }

  record Relu() implements Layer {}

  /** Keeps the largest of each {@code size × size} pixels. */
  record MaxPool(int size) implements Layer {}

  record Flatten() implements Layer {}

  /** Drops a share of the values in training; absent from the exported model. */
  record Dropout(float rate) implements Layer {}

  /** Every input to every output. */
  record Dense(int outputs) implements Layer {}

  /** The shipped classifier: 94,000 weights, 380 KB. */
  static List<Layer> fashion() {
    return List.of(
        // Mean and deviation of the training pictures' pixels.
        new Normalise(72.94f, 90.02f),
        new Convolution(24, 5),
        new BatchNorm(),
        new Relu(),
        new MaxPool(2),
        new Convolution(48, 3),
        new BatchNorm(),
        new Relu(),
        new MaxPool(2),
        new Convolution(64, 3),
        new BatchNorm(),
        new Relu(),
        new MaxPool(2),
        new Flatten(),
        new Dropout(0.3f),
        new Dense(96),
        new Relu(),
        new Dense(LabelledImages.CLASSES));
  }
}
