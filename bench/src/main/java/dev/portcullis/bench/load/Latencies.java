package dev.portcullis.bench.load;

import dev.portcullis.bench.load.Tally.Percentiles;
import java.time.Duration;
import java.util.Arrays;

/** Collects how long answers took, from any thread. */
public final class Latencies {

  private long[] nanos = new long[1_024];
  private int count;

  public synchronized void add(long tookNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = tookNanos;
  }

  synchronized int count() {
    return count;
  }

  /** Of no answers at all, zero each. */
  public synchronized Percentiles percentiles() {
    var sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return new Percentiles(at(sorted, 0.50), at(sorted, 0.99), at(sorted, 1));
  }

  /** The least value that so great a part of all does not exceed. */
  private static Duration at(long[] sorted, double part) {
    if (sorted.length == 0) {
      return Duration.ZERO;
    }
    int rank = (int) Math.ceil(part * sorted.length);
    return Duration.ofNanos(sorted[Math.max(rank, 1) - 1]);
  }
}
