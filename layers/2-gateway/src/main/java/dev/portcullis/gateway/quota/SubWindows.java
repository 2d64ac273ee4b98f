package dev.portcullis.gateway.quota;

import java.time.Duration;

/**
 * How a window is cut: the arithmetic that counters in memory and in Redis share.
 *
 * <p>Sub-window {@code n} is the time from {@code n × step} to {@code (n + 1) × step}. A window
 * that ends in sub-window {@code n} reaches no further back than sub-window {@code n - PER_WINDOW},
 * so these {@link #RING} sub-windows, counted whole, are never fewer units than the window has.
 */
final class SubWindows {

  /** Sub-windows in a window: a unit is held at most a fifteenth of the window too long. */
  static final int PER_WINDOW = 15;

  /** Sub-windows that a window can touch; a power of two, so that a place in it is a mask. */
  static final int RING = PER_WINDOW + 1;

  /** Longer windows are counted as this long, so that no sum of times overflows. */
  private static final Duration LONGEST_WINDOW = Duration.ofDays(36_500);

  static final long NANOS_PER_MILLI = 1_000_000;

  private SubWindows() {}

  /** The length of a sub-window in nanoseconds, rounded up so that they cover the window. */
  static long stepNanos(Duration window) {
    return Math.ceilDiv(lengthNanos(window), PER_WINDOW);
  }

  /** The length of a sub-window in milliseconds, rounded up so that they cover the window. */
  static long stepMillis(Duration window) {
    return Math.ceilDiv(Math.ceilDiv(lengthNanos(window), NANOS_PER_MILLI), PER_WINDOW);
  }

  /** When the units of a sub-window are let go, in the unit of {@code step}. */
  static long freeAt(long subWindow, long step) {
    return (subWindow + RING) * step;
  }

  /** The length of the window in nanoseconds. */
  static long lengthNanos(Duration window) {
    return (window.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : window).toNanos();
  }
}
