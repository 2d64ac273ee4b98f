package dev.portcullis.inference.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoresTest {

  @Test
  void rounding_leavesSoManyDecimals() {
    assertThat(new Scores(new float[] {0.123F, 0.877F}).rounded(2).values())
        .containsExactly(0.12F, 0.88F);
  }

  @Test
  void tieThatRoundingMakes_isBrokenForTheLargest() {
    assertThat(new Scores(new float[] {0.334F, 0.335F, 0.331F}).rounded(1).values())
        .containsExactly(0.2F, 0.3F, 0.2F);
  }

  @Test
  void largestOfManySmall_isNotRoundedAway() {
    var small = new float[1_000];
    Arrays.fill(small, 0.001F);
    small[700] = 0.0011F;

    var rounded = new Scores(small).rounded(2).values();

    assertThat(rounded[700]).isEqualTo(0.01F);
    assertThat(rounded[0]).isZero();
  }

  @Test
  void topK_keepsTheLargestAndZeroesTheOthers() {
    assertThat(new Scores(new float[] {0.1F, 0.5F, 0.1F, 0.3F}).top(2).values())
        .containsExactly(0, 0.5F, 0, 0.3F);
  }

  @Test
  void ofEquals_theFirstStays() {
    assertThat(new Scores(new float[] {0.5F, 0.5F}).top(1).values()).containsExactly(0.5F, 0);
    assertThat(new Scores(new float[] {0.5F, 0.5F}).onlyWinner().values()).containsExactly(1, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverIsDone_theLargestStaysTheLargestAndAlone(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var values = random(random, 2 + random.nextInt(12));
      var scores = new Scores(values);
      var decimals = random.nextInt(9);

      var shaped = scores.top(1 + random.nextInt(values.length)).rounded(decimals).values();

      assertThat(largest(shaped)).isEqualTo(largest(values));
      for (int i = 0; i < shaped.length; i++) {
        assertThat(i == largest(values) || shaped[i] < shaped[largest(values)])
            .as("seed %d, round %d, decimals %d, score %d", seed, round, decimals, i)
            .isTrue();
      }
    }
  }

  /** Probabilities, some of them very near each other; logits every other time. */
  private static float[] random(Random random, int count) {
    var values = new float[count];
    var base = random.nextBoolean() ? 0.5F : random.nextFloat() * 20 - 10;
    for (int i = 0; i < count; i++) {
      values[i] = base + (float) (random.nextGaussian() * Math.pow(10, -random.nextInt(7)));
    }
    return values;
  }

  private static int largest(float[] values) {
    var largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
