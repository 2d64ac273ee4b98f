package dev.portcullis.train;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How often a model was right, and what it took for what. */
final class Evaluation {
  /** Two-sided 95 % of the normal distribution. */
  private static final double Z = 1.959964;

  private final int[][] confusion;

  /** Counts by true class (row) and predicted class (column). */
  Evaluation(int[][] confusion) {
    this.confusion = Arrays.stream(confusion).map(int[]::clone).toArray(int[][]::new);
  }

  static Evaluation of(LabelledImages images, int[] predicted) {
    var confusion = new int[LabelledImages.CLASSES][LabelledImages.CLASSES];
    for (int i = 0; i < images.size(); i++) {
      confusion[images.label(i)][predicted[i]]++;
    }
    return new Evaluation(confusion);
  }

  int count(int truth, int predicted) {
    return confusion[truth][predicted];
  }

  int total() {
    return Arrays.stream(confusion).flatMapToInt(Arrays::stream).sum();
  }

  int correct() {
    return IntStream.range(0, confusion.length).map(i -> confusion[i][i]).sum();
  }

  double accuracy() {
    return (double) correct() / total();
  }

  /** The share of the pictures of a class that were recognised. */
  double recall(int truth) {
    return (double) confusion[truth][truth] / Arrays.stream(confusion[truth]).sum();
  }

  /** The share of the answers of a class that were right; 0 if it never was the answer. */
  double precision(int predicted) {
    int answers = Arrays.stream(confusion).mapToInt(row -> row[predicted]).sum();
    return answers == 0 ? 0 : (double) confusion[predicted][predicted] / answers;
  }

  /** Wilson's 95 % interval of the accuracy, which stays within 0..1. */
  Interval interval() {
    double n = total();
    double p = accuracy();
    double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return new Interval(middle - half, middle + half);
  }

  /** From, to. */
  record Interval(double low, double high) {}
}
