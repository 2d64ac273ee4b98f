package dev.portcullis.monitoring.audit;

import java.time.Duration;

/**
 * How much of the log is kept, and how much of the disk is left to others.
 *
 * @param maxBytes past this the oldest closed segments are removed
 * @param maxAge closed segments whose last record is older are removed
 * @param keepAtLeast nothing younger is removed, even where the log grows past {@code maxBytes}
 * @param headroomBytes while less is free, refusals of unknown callers are counted only, so that
 *     they cannot take the space that calls of known ones need
 */
public record Keeping(long maxBytes, Duration maxAge, Duration keepAtLeast, long headroomBytes) {

  private static final long MAX_BYTES = 1L << 50;

  public Keeping {
    if (maxBytes < 1 || maxBytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "max_bytes: " + maxBytes + " (expected: 1.." + MAX_BYTES + ")");
    }
    if (keepAtLeast.isNegative() || maxAge.compareTo(keepAtLeast) < 0) {
      throw new IllegalArgumentException(
          "max_age: " + maxAge + " (expected: at least keep_at_least, " + keepAtLeast + ")");
    }
    if (headroomBytes < 0 || headroomBytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "headroom_bytes: " + headroomBytes + " (expected: 0.." + MAX_BYTES + ")");
    }
  }

  /** Ninety days or 16 GiB, whichever is less, and never less than an hour. */
  public static Keeping defaults() {
    return new Keeping(16L << 30, Duration.ofDays(90), Duration.ofHours(1), 256L << 20);
  }
}
