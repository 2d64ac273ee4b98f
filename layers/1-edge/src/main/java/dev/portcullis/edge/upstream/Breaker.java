package dev.portcullis.edge.upstream;

import java.util.function.LongSupplier;

/**
 * Leaves an address alone after failures in a row, or where many of the last calls got no answer of
 * use, and after a while lets one call try. Faults count by their share alone: a caller can make
 * his own calls end so, and must not close the address to others.
 *
 * <p>Its lock is held for a few instructions, and so may be taken on a loop.
 */
final class Breaker {

  /** How many of the last calls are remembered, each as a bit that is set where it went wrong. */
  static final int WINDOW_CALLS = 20;

  /** As many of them open the breaker. */
  static final int MAX_FAULTS = WINDOW_CALLS / 2;

  private static final int WINDOW = (1 << WINDOW_CALLS) - 1;

  private final BreakerSettings settings;
  private final LongSupplier nanoTime;
  private State state = State.CLOSED;
  private int failures;
  private int calls;
  private int faults;
  private long openedAt;
  private long opened;
  private long failedCalls;

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
    if (state != State.CLOSED) {
      state = State.CLOSED;
      calls = 0;
      faults = 0;
    }
    failures = 0;
    remember(0);
  }

  /** The address could not be reached, or broke the connection. */
  synchronized void failed() {
    failures++;
    remember(1);
    if (state == State.HALF_OPEN || failures >= settings.failures() || mostlyFaults()) {
      open();
    }
  }

  /** The address gave no answer of use. A trial that ends so is given back. */
  synchronized void faulted() {
    remember(1);
    if (state == State.CLOSED && mostlyFaults()) {
      open();
    }
    undecided();
  }

  /** The call ended and says nothing of the address; a trial is given back. */
  synchronized void undecided() {
    if (state == State.HALF_OPEN) {
      state = State.OPEN;
    }
  }

  private void remember(int fault) {
    failedCalls += fault;
    calls = Math.min(calls + 1, WINDOW_CALLS);
    faults = (faults << 1 | fault) & WINDOW;
  }

  private boolean mostlyFaults() {
    return calls == WINDOW_CALLS && Integer.bitCount(faults) >= MAX_FAULTS;
  }

  private void open() {
    if (state != State.OPEN) {
      state = State.OPEN;
      openedAt = nanoTime.getAsLong();
      opened++;
    }
  }

  synchronized State state() {
    return state;
  }

  /** How many calls failed or got no answer of use, since the start. */
  synchronized long failedCalls() {
    return failedCalls;
  }

  /** How often it opened. */
  synchronized long opened() {
    return opened;
  }
}
