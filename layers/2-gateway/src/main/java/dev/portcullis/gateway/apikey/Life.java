package dev.portcullis.gateway.apikey;

import java.time.Duration;
import java.time.Instant;

/**
 * When a key works.
 *
 * @param notBefore from when on
 * @param expiresAt the first instant at which it no longer works
 */
public record Life(Instant notBefore, Instant expiresAt) {

  public Life {
    if (expiresAt.isBefore(notBefore)) {
      throw new IllegalArgumentException(
          "expires: " + expiresAt + " (expected: not before " + notBefore + ")");
    }
  }

  static Life starting(Instant now, Duration length) {
    return new Life(now, now.plus(length));
  }

  boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }

  boolean hasBegun(Instant now) {
    return !now.isBefore(notBefore);
  }

  /**
   * From when on whoever uses it should have another: so long before its end, or a tenth of its
   * life where that is less.
   */
  public Instant endsSoonFrom(Duration notice) {
    var tenth = length().dividedBy(10);
    return expiresAt.minus(notice.compareTo(tenth) < 0 ? notice : tenth);
  }

  Duration length() {
    return Duration.between(notBefore, expiresAt);
  }

  /** The same life, ending then, unless it ends earlier anyway. */
  Life endingBy(Instant end) {
    return new Life(notBefore, end.isBefore(expiresAt) ? end : expiresAt);
  }
}
