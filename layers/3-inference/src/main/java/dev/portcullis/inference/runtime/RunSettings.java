package dev.portcullis.inference.runtime;

import java.time.Duration;

/**
 * How much of the machine a model may use.
 *
 * @param concurrency runs at the same time, each on a thread of its own
 * @param queue calls that may be under way at once, running ones included; one more is refused
 * @param batch most rows that one run answers, where the model can take several calls at once
 * @param batchDelay how long a call may wait for company; none: it joins whoever waits already
 * @param threads threads that one run may spread over
 */
public record RunSettings(int concurrency, int queue, int batch, Duration batchDelay, int threads) {

  static final int MAX_CONCURRENCY = 64;
  static final int MAX_QUEUE = 65_536;
  static final int MAX_BATCH = 1_024;
  static final Duration MAX_BATCH_DELAY = Duration.ofMillis(50);

  public RunSettings {
    requireBetween("concurrency", concurrency, MAX_CONCURRENCY);
    requireBetween("queue", queue, MAX_QUEUE);
    requireBetween("batch", batch, MAX_BATCH);
    requireBetween("threads", threads, MAX_CONCURRENCY);
    if (batchDelay.isNegative() || batchDelay.compareTo(MAX_BATCH_DELAY) > 0) {
      throw new IllegalArgumentException(
          "batch_delay: " + batchDelay.toMillis() + " ms (expected: 0..50 ms)");
    }
  }

  /** What two cores serve well: no call waits for company, and no run takes both cores. */
  public static RunSettings defaults() {
    return new RunSettings(2, 256, 16, Duration.ZERO, 1);
  }

  private static void requireBetween(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 1.." + most + ")");
    }
  }
}
