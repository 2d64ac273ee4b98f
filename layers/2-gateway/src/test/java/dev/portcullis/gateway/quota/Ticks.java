package dev.portcullis.gateway.quota;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that a test moves. It starts below zero, as {@code System.nanoTime} may. */
final class Ticks implements LongSupplier {

  private final AtomicLong nanos = new AtomicLong(-123_456_789_012_345L);

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }
}
