package dev.portcullis.inference.vision;

/**
 * Resizes bilinearly. Where a picture shrinks, every pixel of it counts: taking only the nearest
 * few would let someone hide, in the pixels that survive, a picture that nobody sees in the whole.
 */
final class Resampler {

  private final Axis across;
  private final Axis down;
  private final int channels;

  Resampler(Picture picture, PictureLayout layout) {
    this.across = Axis.of(picture.width(), layout.width());
    this.down = Axis.of(picture.height(), layout.height());
    this.channels = layout.channels();
  }

  /** The picture's samples in the new size, row by row, channels together. */
  float[] resample(Picture picture) {
    var rowLength = across.first.length * channels;
    var samples = new float[rowLength * down.first.length];
    for (int y = 0; y < picture.height(); y++) {
      addRow(narrowed(picture.row(y, channels)), y, samples);
    }
    return samples;
  }

  private float[] narrowed(float[] row) {
    var narrowed = new float[across.first.length * channels];
    for (int x = 0; x < across.first.length; x++) {
      for (int tap = 0; tap < across.weights[x].length; tap++) {
        var from = (across.first[x] + tap) * channels;
        for (int channel = 0; channel < channels; channel++) {
          narrowed[x * channels + channel] += across.weights[x][tap] * row[from + channel];
        }
      }
    }
    return narrowed;
  }

  private void addRow(float[] row, int y, float[] samples) {
    for (int target = 0; target < down.first.length; target++) {
      var tap = y - down.first[target];
      if (tap >= 0 && tap < down.weights[target].length) {
        var weight = down.weights[target][tap];
        for (int i = 0; i < row.length; i++) {
          samples[target * row.length + i] += weight * row[i];
        }
      }
    }
  }

  /**
   * Which source samples make each target sample, and how much of each.
   *
   * @param first the first source sample that counts, by target sample
   */
  @SuppressWarnings("ArrayRecordComponent") // two tables for the loops above, never compared
  private record Axis(int[] first, float[][] weights) {

    static Axis of(int from, int to) {
      var first = new int[to];
      var weights = new float[to][];
      var ratio = (double) from / to;
      // The triangle is as wide as a target sample, and never narrower than a source sample.
      var reach = Math.max(1, ratio);
      for (int target = 0; target < to; target++) {
        var centre = (target + 0.5) * ratio;
        first[target] = (int) Math.max(0, centre - reach + 0.5);
        var end = (int) Math.min(from, centre + reach + 0.5);
        weights[target] = triangle(first[target], end, centre, reach);
      }
      return new Axis(first, weights);
    }

    private static float[] triangle(int first, int end, double centre, double reach) {
      var weights = new float[Math.max(1, end - first)];
      var sum = 0.0;
      for (int i = 0; i < weights.length; i++) {
        var distance = Math.abs(first + i + 0.5 - centre) / reach;
        weights[i] = (float) Math.max(0, 1 - distance);
        sum += weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= (float) sum;
      }
      return weights;
    }
  }
}
