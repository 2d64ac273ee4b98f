package dev.portcullis.train;

import java.util.Arrays;

/** Trained weights: a shape and its values, row by row. */
final class Tensor {
  private final long[] shape;
  private final float[] values;

  Tensor(long[] shape, float[] values) {
    long volume = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (volume != values.length) {
      throw new IllegalArgumentException(
          "%d values for shape %s".formatted(values.length, Arrays.toString(shape)));
    }
    this.shape = shape.clone();
    this.values = values.clone();
  }

  static Tensor scalar(float value) {
    return new Tensor(new long[] {}, new float[] {value});
  }

  long[] shape() {
    return shape.clone();
  }

  float[] values() {
    return values.clone();
  }

  int size() {
    return values.length;
  }
}
