package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.QuotaState.Window;
import dev.portcullis.kernel.port.Counters.Limit;
import dev.portcullis.kernel.port.Counters.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what is left of each window, into the state that a caller is told. */
final class Tally {

  private static final Comparator<Window> TIGHTEST_FIRST =
      Comparator.comparingLong(Window::remaining)
          .thenComparing(Window::reset, Comparator.reverseOrder());

  private final List<Window> windows = new ArrayList<>(4);
  private long retryNanos;

  /**
   * Adds a window.
   *
   * @param used units that it counts; more than its limit where that was lowered
   */
  void window(Limit limit, long used, long resetNanos) {
    windows.add(
        new Window(
            limit.policy(),
            limit.units(),
            limit.window(),
            Math.max(0, limit.units() - used),
            Duration.ofNanos(resetNanos)));
  }

  /** A window that has no room for this long; of several the longest counts. */
  void full(long nanos) {
    retryNanos = Math.max(retryNanos, nanos);
  }

  Taken admitted(long at) {
    return new Taken(Taken.Outcome.ADMITTED, state(Optional.empty()), at);
  }

  /** Exceeded; without a time to wait for, where more was asked than a window ever holds. */
  Taken exceeded(long at) {
    var retryAfter =
        retryNanos == Long.MAX_VALUE
            ? Optional.<Duration>empty()
            : Optional.of(Duration.ofNanos(retryNanos));
    return new Taken(Taken.Outcome.EXCEEDED, state(retryAfter), at);
  }

  private QuotaState state(Optional<Duration> retryAfter) {
    if (windows.size() > 1) {
      windows.sort(TIGHTEST_FIRST);
    }
    return new QuotaState(windows, retryAfter);
  }
}
