package dev.portcullis.train;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Judges an exported file by running it: whether it answers as the trained network does, and how
 * often it is right.
 */
final class Judge {
  /** As many as fit in memory easily; the answers do not depend on it. */
  private static final int PICTURES_AT_A_TIME = 500;

  /** The largest difference from the trained network that rounding can explain. */
  static final double MAX_DIFFERENCE = 1e-4;

  private Judge() {}

  /** What the trained network, not yet exported, says of some pictures. */
  @FunctionalInterface
  interface Trained {
    /** Ten logits a picture. */
    float[][] logits(LabelledImages images, int from, int to);
  }

  /** How often the file is right, and how far its answers are from the network's. */
  record Judgement(Evaluation evaluation, double difference) {}

  static Judgement judge(byte[] file, LabelledImages test, Trained network)
      throws IOException, OrtException {
    var predicted = new int[test.size()];
    double difference = 0;
    try (var model = OnnxModel.load(file)) {
      for (int from = 0; from < test.size(); from += PICTURES_AT_A_TIME) {
        int to = Math.min(from + PICTURES_AT_A_TIME, test.size());
        var answers = model.answers(test.brightness(from, to));
        var expected = network.logits(test, from, to);
        for (int i = from; i < to; i++) {
          var logits = answers.logits()[i - from];
          var probabilities = answers.probabilities()[i - from];
          predicted[i] = largest(probabilities);
          difference = Math.max(difference, difference(logits, expected[i - from]));
          difference = Math.max(difference, difference(probabilities, softmax(expected[i - from])));
        }
      }
    }
    if (!(difference <= MAX_DIFFERENCE)) {
      throw new IOException(
          "the exported file differs from the trained network by %.1e (expected: at most %.0e)"
              .formatted(difference, MAX_DIFFERENCE));
    }
    return new Judgement(Evaluation.of(test, predicted), difference);
  }

  static int largest(float[] values) {
    return IntStream.range(0, values.length).reduce(0, (a, b) -> values[b] > values[a] ? b : a);
  }

  static float[] softmax(float[] logits) {
    double largest = logits[largest(logits)];
    var powers = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      powers[i] = Math.exp(logits[i] - largest);
      sum += powers[i];
    }
    var shares = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      shares[i] = (float) (powers[i] / sum);
    }
    return shares;
  }

  private static double difference(float[] left, float[] right) {
    return IntStream.range(0, left.length)
        .mapToDouble(i -> Math.abs(left[i] - right[i]))
        .max()
        .orElse(0);
  }
}
