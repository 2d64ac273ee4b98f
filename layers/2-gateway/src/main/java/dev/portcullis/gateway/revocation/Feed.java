package dev.portcullis.gateway.revocation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** One way on which revocations come, and up to when it has told everything. */
final class Feed {

  static final Duration SILENT_AFTER = Duration.ofSeconds(5);
  private static final Duration NEVER = Duration.ofDays(366);

  private final LongSupplier nanos;
  private final AtomicLong toldUpTo;

  /** One that has told nothing yet. */
  Feed(LongSupplier nanos) {
    this.nanos = nanos;
    this.toldUpTo = new AtomicLong(nanos.getAsLong() - NEVER.toNanos());
  }

  long now() {
    return nanos.getAsLong();
  }

  /**
   * Everything that was written by then has been heard.
   *
   * @param thenNanos when it was asked, not when the answer came
   */
  void toldUpTo(long thenNanos) {
    toldUpTo.accumulateAndGet(thenNanos, (a, b) -> a - b > 0 ? a : b);
  }

  Duration silence() {
    return Duration.ofNanos(nanos.getAsLong() - toldUpTo.get());
  }

  boolean isSilent() {
    return nanos.getAsLong() - toldUpTo.get() > SILENT_AFTER.toNanos();
  }
}
