package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class EvaluationTest {
  /** Of four of class 0 three were recognised; of two of class 1, one. */
  private final Evaluation evaluation =
      new Evaluation(new int[][] {{3, 1, 0}, {1, 1, 0}, {0, 0, 4}});

  @Test
  void accuracy_isTheShareOfTheDiagonal() {
    assertThat(evaluation.correct()).isEqualTo(8);
    assertThat(evaluation.total()).isEqualTo(10);
    assertThat(evaluation.accuracy()).isEqualTo(0.8);
  }

  @Test
  void recallAndPrecision_areByRowAndByColumn() {
    assertThat(evaluation.recall(0)).isEqualTo(0.75);
    assertThat(evaluation.precision(1)).isEqualTo(0.5);
  }

  @Test
  void precisionOfAClassNeverNamed_isZero() {
    assertThat(new Evaluation(new int[][] {{1, 0}, {1, 0}}).precision(1)).isZero();
  }

  /** Wilson's interval of 8 in 10, as published tables have it: 0.490 to 0.943. */
  @Test
  void interval_isWilsons() {
    var interval = evaluation.interval();

    assertThat(interval.low()).isCloseTo(0.490, within(5e-4));
    assertThat(interval.high()).isCloseTo(0.943, within(5e-4));
  }

  @Test
  void intervalOfAFlawlessModel_doesNotExceedOne() {
    var interval = new Evaluation(new int[][] {{50}}).interval();

    assertThat(interval.high()).isCloseTo(1, within(1e-9));
    assertThat(interval.low()).isBetween(0.9, 0.95);
  }

  @Test
  void predictions_areCountedByTruthAndAnswer() {
    var images = TinyFashion.images(3);

    var counted = Evaluation.of(images, new int[] {9, 0, 5});

    assertThat(counted.count(9, 9)).isEqualTo(1);
    assertThat(counted.count(0, 0)).isEqualTo(1);
    assertThat(counted.count(1, 5)).isEqualTo(1);
    assertThat(counted.total()).isEqualTo(3);
  }
}
