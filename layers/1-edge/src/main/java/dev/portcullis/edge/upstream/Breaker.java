package dev.portcullis.edge.upstream;

import java.util.function.LongSupplier;

/**
 * Leaves an address alone after failures in a row, and after a while lets one call try. Its lock is
 * held for a few instructions, and so may be taken on a loop.
 */
final class Breaker {

  private final BreakerSettings settings;
  private final LongSupplier nanoTime;
  private State state = State.CLOSED;
  private int failures;
  private long openedAt;
  private long opened;

  Breaker(BreakerSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /** Closed lets all pass, half-open has one on trial, open lets none. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /** Whether a call may go; one that may must say how it ended. */
  synchronized boolean tryPass() {
    if (state == State.OPEN && nanoTime.getAsLong() - openedAt >= settings.open().toNanos()) {
      state = State.HALF_OPEN;
      return true;
    }
    return state == State.CLOSED;
  }

  synchronized void succeeded() {
    state = State.CLOSED;
    failures = 0;
  }

  synchronized void failed() {
    failures++;
    if (state == State.HALF_OPEN || (state == State.CLOSED && failures >= settings.failures())) {
      state = State.OPEN;
      openedAt = nanoTime.getAsLong();
      opened++;
    }
  }

  /** The call ended and says nothing of the address; a trial is given back. */
  synchronized void undecided() {
    if (state == State.HALF_OPEN) {
      state = State.OPEN;
    }
  }

  synchronized State state() {
    return state;
  }

  /** How often it opened. */
  synchronized long opened() {
    return opened;
  }
}
