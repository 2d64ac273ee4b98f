package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecipeTest {
  private final Recipe recipe = new Recipe(1, 10, 32, 0.01f);

  @Test
  void rate_climbsToItsPeakThenFallsToNothing() {
    assertThat(recipe.rate(0, 100)).isCloseTo(0.001f, within(1e-6f));
    assertThat(recipe.rate(9, 100)).isCloseTo(0.01f, within(1e-6f));
    assertThat(recipe.rate(55, 100)).isCloseTo(0.005f, within(1e-6f));
    assertThat(recipe.rate(100, 100)).isCloseTo(0, within(1e-6f));
  }

  @Test
  void rate_isNeverNegativeNorAboveItsPeak_evenBeyondTheLastStep() {
    assertThat(IntStream.range(0, 150).mapToObj(step -> recipe.rate(step, 100)))
        .allSatisfy(rate -> assertThat(rate).isBetween(0f, 0.01f));
  }

  @Test
  void epochsOutOfRange_areRefused() {
    assertThatThrownBy(() -> Recipe.fashion(1, 0)).hasMessage("epochs: 0 (expected: 1..1000)");
    assertThatThrownBy(() -> Recipe.fashion(1, 1_001)).hasMessageContaining("epochs: 1001");
  }

  @Test
  void batchOfOne_isRefused() {
    assertThatThrownBy(() -> new Recipe(1, 1, 1, 0.1f))
        .hasMessage("batch: 1 (expected: at least 2)");
  }
}
