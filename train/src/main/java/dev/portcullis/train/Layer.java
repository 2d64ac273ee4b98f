package dev.portcullis.train;

import java.util.ArrayList;
import java.util.List;

/**
 * One layer of a network, described once: {@link Network} makes it learn and {@link OnnxExport}
 * writes it down, and the compiler sees to it that both know every kind.
 */
sealed interface Layer {
  /** The layer in words, for the model card. */
  String describe();

  /** The first layer: brightness 0..255 becomes mean 0 and deviation 1, inside the model. */
  record Normalise(float mean, float deviation) implements Layer {
    @Override
    public String describe() {
      return "subtract " + mean + " and divide by " + deviation;
    }
  }

  /** A convolution that keeps height and width. */
  record Convolution(int channels, int kernel) implements Layer {
    public Convolution {
      if (kernel % 2 == 0) {
        throw new IllegalArgumentException("kernel: " + kernel + " (expected: an odd size)");
      }
    }

    @Override
    public String describe() {
      return "convolution, " + kernel + " × " + kernel + ", " + channels + " channels";
    }
  }

  /** Normalises each channel by what it was in training. */
  record BatchNorm() implements Layer {
    static final float EPSILON = 1e-5f;

    @Override
    public String describe() {
      return "batch norm";
    }
  }

  record Relu() implements Layer {
    @Override
    public String describe() {
      return "ReLU";
    }
  }

  /** Keeps the largest of each {@code size × size} pixels. */
  record MaxPool(int size) implements Layer {
    @Override
    public String describe() {
      return "max pool, " + size + " × " + size;
    }
  }

  record Flatten() implements Layer {
    @Override
    public String describe() {
      return "flatten";
    }
  }

  /** Drops a share of the values in training; passes everything on in the exported model. */
  record Dropout(float rate) implements Layer {
    @Override
    public String describe() {
      return "dropout in training, " + rate;
    }
  }

  /** Every input to every output. */
  record Dense(int outputs) implements Layer {
    @Override
    public String describe() {
      return "dense, " + outputs + " outputs";
    }
  }

  /** The shipped classifier: 95,000 weights, 380 KB. */
  static List<Layer> fashion() {
    var layers = new ArrayList<Layer>();
    // Mean and deviation of the training pictures' pixels.
    layers.add(new Normalise(72.94f, 90.02f));
    for (int channels : new int[] {24, 48, 64}) {
      layers.add(new Convolution(channels, 3));
      // Before batch norm and ReLU, not after: as accurate, on a quarter of the values.
      layers.add(new MaxPool(2));
      layers.add(new BatchNorm());
      layers.add(new Relu());
    }
    layers.add(new Flatten());
    layers.add(new Dropout(0.2f));
    layers.add(new Dense(96));
    layers.add(new Relu());
    layers.add(new Dense(LabelledImages.CLASSES));
    return List.copyOf(layers);
  }
}
