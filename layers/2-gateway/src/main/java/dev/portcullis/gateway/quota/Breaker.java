package dev.portcullis.gateway.quota;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Whether the shared counters are asked: not after failures in a row, until a probe succeeded. */
final class Breaker {

  /** Failures in a row, of all callers, after which nobody waits for the deadline any more. */
  static final int TRIP_AFTER = 3;

  /**
   * What it is.
   *
   * @param switches how often it changed
   */
  record Position(boolean open, Instant since, long switches) {
    private Position switched(Instant now) {
      return new Position(!open, now, switches + 1);
    }
  }

  private final Clock clock;
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private final AtomicReference<Position> position;

  Breaker(Clock clock) {
    this.clock = clock;
    this.position = new AtomicReference<>(new Position(false, clock.instant(), 0));
  }

  boolean isOpen() {
    return position.get().open();
  }

  Position position() {
    return position.get();
  }

  void succeeded() {
    // Read first: it is nearly always zero, and a write would bounce between the loops.
    if (failuresInARow.get() != 0) {
      failuresInARow.set(0);
    }
  }

  void failed() {
    if (failuresInARow.incrementAndGet() >= TRIP_AFTER) {
      open();
    }
  }

  /** A probe has failed: that needs no second opinion. */
  void open() {
    position.updateAndGet(was -> was.open() ? was : was.switched(clock.instant()));
  }

  /** A probe has succeeded. */
  void close() {
    failuresInARow.set(0);
    position.updateAndGet(was -> was.open() ? was.switched(clock.instant()) : was);
  }
}
