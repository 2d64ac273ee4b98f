package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubWindowsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 14, 15, 16, 999, 1_000, 60_000, 86_400_000, 31_536_000_000L})
  void subWindows_coverTheWindow_andHoldAUnitAFifteenthTooLongAtMost(long millis) {
    var window = Duration.ofMillis(millis);
    long step = SubWindows.stepNanos(window);

    assertThat(step * SubWindows.PER_WINDOW).isGreaterThanOrEqualTo(window.toNanos());
    // A unit of the last moment of sub-window 0 is held for the whole window …
    assertThat(SubWindows.freeAt(0, step) - step).isGreaterThanOrEqualTo(window.toNanos());
    // … and one of its first moment no longer than one sub-window more.
    assertThat(SubWindows.freeAt(0, step)).isLessThan(window.toNanos() + step + 15);
    assertThat(SubWindows.stepMillis(window) * SubWindows.PER_WINDOW)
        .isGreaterThanOrEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT876000H", "PT2562047788015215H"})
  void windowsOfAges_doNotOverflow(String window) {
    long step = SubWindows.stepNanos(Duration.parse(window));

    assertThat(step).isPositive();
    assertThat(SubWindows.freeAt(0, step)).isPositive();
  }
}
