package dev.portcullis.edge.upstream;

import java.time.Duration;

/**
 * How addresses are asked whether they are well.
 *
 * @param path asked by GET, where any 2xx is well; empty to ask nothing
 * @param fall answers in a row that are not well, or missing, before an address is left out
 * @param rise answers in a row that are well before it is let in again
 */
public record HealthSettings(String path, Duration interval, int fall, int rise) {

  public static final HealthSettings OFF = new HealthSettings("", Duration.ofSeconds(5), 2, 1);

  public HealthSettings {
    if (!path.isEmpty() && !path.startsWith("/")) {
      throw new IllegalArgumentException("health.path: " + path + " (expected: begins with /)");
    }
    if (!interval.isPositive() || fall < 1 || rise < 1) {
      throw new IllegalArgumentException(
          "health: " + interval + ", " + fall + ", " + rise + " (expected: all above zero)");
    }
  }
}
