package dev.portcullis.train;

import java.util.Arrays;

/** Grey pictures of 28×28 pixels, and what each shows. */
final class LabelledImages {
  static final int SIDE = 28;
  static final int PIXELS = SIDE * SIDE;
  static final int CLASSES = 10;

  private final byte[] pixels;
  private final byte[] labels;

  LabelledImages(byte[] pixels, byte[] labels) {
    if (labels.length == 0 || pixels.length != (long) labels.length * PIXELS) {
      throw new IllegalArgumentException(
          "%d pixels for %d labels (expected: %d for each)"
              .formatted(pixels.length, labels.length, PIXELS));
    }
    for (byte label : labels) {
      if (label < 0 || label >= CLASSES) {
        throw new IllegalArgumentException(
            "label: " + label + " (expected: 0.." + (CLASSES - 1) + ")");
      }
    }
    this.pixels = pixels.clone();
    this.labels = labels.clone();
  }

  int size() {
    return labels.length;
  }

  int label(int index) {
    return labels[index];
  }

  byte[] pixels(int index) {
    return Arrays.copyOfRange(pixels, index * PIXELS, (index + 1) * PIXELS);
  }

  /** Copies one picture's brightness values, 0 to 255, to where {@code target} has room for it. */
  void copyTo(int index, float[] target, int offset) {
    int start = index * PIXELS;
    for (int i = 0; i < PIXELS; i++) {
      target[offset + i] = Byte.toUnsignedInt(pixels[start + i]);
    }
  }

  /** As {@link #copyTo}, but left and right exchanged. */
  void copyMirroredTo(int index, float[] target, int offset) {
    for (int y = 0; y < SIDE; y++) {
      int start = index * PIXELS + y * SIDE;
      for (int x = 0; x < SIDE; x++) {
        target[offset + y * SIDE + x] = Byte.toUnsignedInt(pixels[start + SIDE - 1 - x]);
      }
    }
  }

  /** The brightness values of some pictures, one after the other. */
  float[] brightness(int from, int to) {
    var values = new float[(to - from) * PIXELS];
    for (int i = from; i < to; i++) {
      copyTo(i, values, (i - from) * PIXELS);
    }
    return values;
  }
}
