package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.QuotaState.Window;
import dev.portcullis.kernel.port.Counters.Limit;
import dev.portcullis.kernel.port.Counters.Refund;
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
   * @param units that it admits: its limit, or this node's share of it
   * @param used units that it counts; more than it admits where the limit was lowered
   */
  void window(Limit limit, long units, long used, long resetNanos) {
    windows.add(
        new Window(
            limit.policy(),
            units,
            limit.window(),
            Math.max(0, units - used),
            Duration.ofNanos(resetNanos)));
  }

  /** A window that has no room for this long; of several the longest counts. */
  void full(long nanos) {
    retryNanos = Math.max(retryNanos, nanos);
  }

  Taken admitted(Refund refund) {
    return new Taken(Taken.Outcome.ADMITTED, state(Optional.empty()), refund);
  }

  /** Exceeded; without a time to wait for, where more was asked than a window ever holds. */
  Taken exceeded() {
    var retryAfter =
        retryNanos == Long.MAX_VALUE
            ? Optional.<Duration>empty()
            : Optional.of(Duration.ofNanos(retryNanos));
    return new Taken(Taken.Outcome.EXCEEDED, state(retryAfter), Refund.NONE);
  }

  private QuotaState state(Optional<Duration> retryAfter) {
    if (windows.size() > 1) {
      windows.sort(TIGHTEST_FIRST);
    }
    return new QuotaState(windows, retryAfter);
  }
}
