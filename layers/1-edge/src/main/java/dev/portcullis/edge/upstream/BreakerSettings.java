package dev.portcullis.edge.upstream;

import java.time.Duration;

/**
 * When an address is left alone.
 *
 * @param failures in a row that open the breaker
 * @param open how long it stays open before one call may try
 */
public record BreakerSettings(int failures, Duration open) {

  public static final BreakerSettings DEFAULT = new BreakerSettings(5, Duration.ofSeconds(10));

  public BreakerSettings {
    if (failures < 1 || !open.isPositive()) {
      throw new IllegalArgumentException(
          "breaker: " + failures + " failures, " + open + " (expected: at least 1, some time)");
    }
  }
}
