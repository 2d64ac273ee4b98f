package dev.portcullis.inference.runtime;

import java.time.Duration;

/**
 * A moment on the monotonic clock, which goes on while the process is paused and which no clock
 * change moves.
 */
record Deadline(long nanos) {

  static Deadline in(Duration left) {
    return new Deadline(System.nanoTime() + left.toNanos());
  }

  boolean passed() {
    return leftNanos() <= 0;
  }

  long leftNanos() {
    return nanos - System.nanoTime();
  }
}
