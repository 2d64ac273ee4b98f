package dev.portcullis.bench.load;

import java.time.Duration;

/**
 * What came of a load.
 *
 * @param answered requests that were answered 2xx
 * @param failed requests that were answered anything else, or not at all
 * @param time how long the load lasted
 */
public record Tally(long answered, long failed, Duration time, Percentiles latency) {

  /** How long answers took. */
  public record Percentiles(Duration p50, Duration p99, Duration max) {}

  /** Requests a second that were answered well. */
  public double perSecond() {
    return answered * 1e9 / time.toNanos();
  }
}
