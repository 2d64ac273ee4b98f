package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  /** 100 bytes a second, measured over stretches of two. */
  private final Pace pace =
      new Pace(
          new EdgeLimits.Pace(
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              100,
              Duration.ofSeconds(1)));

  @Test
  void whoIsSlowAtFirst_hasTheGrace() {
    assertThat(pace.isTooSlow(0, 0)).isFalse();
    assertThat(pace.isTooSlow(2 * SECOND - 1, 0)).isFalse();
    assertThat(pace.isTooSlow(2 * SECOND, 199)).isTrue();
  }

  @Test
  void aFastStart_doesNotPayForALaterStandstill() {
    assertThat(pace.isTooSlow(0, 0)).isFalse();
    assertThat(pace.isTooSlow(2 * SECOND, 1_000_000)).isFalse();

    assertThat(pace.isTooSlow(4 * SECOND, 1_000_100)).isTrue();
  }

  @Test
  void timeInWhichNothingIsAwaited_doesNotCount() {
    assertThat(pace.isTooSlow(0, 0)).isFalse();
    pace.rest();

    assertThat(pace.isTooSlow(60 * SECOND, 0)).isFalse();
    assertThat(pace.isTooSlow(61 * SECOND, 0)).isFalse();
    assertThat(pace.isTooSlow(62 * SECOND, 0)).isTrue();
  }

  @Test
  void theMinimumRate_isEnough_forEver() {
    for (var second = 0L; second < 60; second++) {
      assertThat(pace.isTooSlow(second * SECOND, second * 100)).isFalse();
    }
  }
}
