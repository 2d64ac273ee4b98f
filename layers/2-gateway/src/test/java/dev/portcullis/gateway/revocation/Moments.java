package dev.portcullis.gateway.revocation;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must come about by itself. */
final class Moments {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Moments() {}

  /** How long it took. */
  static Duration until(BooleanSupplier condition) {
    var started = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - started > PATIENCE.toNanos()) {
        throw new AssertionError("it has not come about in " + PATIENCE);
      }
      pause(Duration.ofMillis(1));
    }
    return Duration.ofNanos(System.nanoTime() - started);
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
