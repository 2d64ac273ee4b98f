package dev.portcullis.edge.http;

/** Whether bytes move at the minimum rate: measured over stretches of the grace, while awaited. */
final class Pace {
  private final long graceNanos;
  private final int minBytesPerSecond;
  private long since;
  private long bytesAtSince;
  private Measuring measuring = Measuring.NO;

  private enum Measuring {
    NO,
    YES
  }

  Pace(EdgeLimits.Pace limits) {
    graceNanos = limits.grace().toNanos();
    minBytesPerSecond = limits.minBytesPerSecond();
  }

  /** Nothing is awaited now. */
  void rest() {
    measuring = Measuring.NO;
  }

  /** Whether a stretch went by in which fewer bytes moved than had to. */
  boolean isTooSlow(long nowNanos, long bytes) {
    if (measuring == Measuring.NO) {
      restart(nowNanos, bytes);
      return false;
    }
    var elapsed = nowNanos - since;
    if (elapsed < graceNanos) {
      return false;
    }
    var needed = (double) minBytesPerSecond * elapsed / 1e9;
    if (bytes - bytesAtSince < needed) {
      return true;
    }
    restart(nowNanos, bytes);
    return false;
  }

  private void restart(long nowNanos, long bytes) {
    measuring = Measuring.YES;
    since = nowNanos;
    bytesAtSince = bytes;
  }
}
