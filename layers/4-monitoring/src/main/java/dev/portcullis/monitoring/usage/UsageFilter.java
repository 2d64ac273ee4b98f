package dev.portcullis.monitoring.usage;

import java.time.Instant;

/**
 * Which usage is wanted.
 *
 * @param from the first instant that counts
 * @param to the first that counts no more
 * @param client empty for all
 * @param model empty for all
 */
public record UsageFilter(Instant from, Instant to, String client, String model) {

  /** All there is. */
  public static final UsageFilter EVERYTHING = new UsageFilter(Instant.MIN, Instant.MAX, "", "");

  public UsageFilter {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from: " + from + " (expected: before " + to + ")");
    }
  }

  boolean wants(Instant time, UsageLine.Key key) {
    return !time.isBefore(from)
        && time.isBefore(to)
        && (client.isEmpty() || client.equals(key.client()))
        && (model.isEmpty() || model.equals(key.model()));
  }
}
