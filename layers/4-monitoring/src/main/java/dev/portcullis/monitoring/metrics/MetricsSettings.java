package dev.portcullis.monitoring.metrics;

import java.util.Set;

/**
 * What metrics may be told apart by.
 *
 * @param models names that appear as a label; every other model is {@code other}
 * @param maxNames most routes, and most controls, that appear by name
 * @param maxSeries most time series in all; more are not counted
 */
public record MetricsSettings(Set<String> models, int maxNames, int maxSeries) {

  public MetricsSettings {
    models = Set.copyOf(models);
    if (maxNames < 1 || maxSeries < 1) {
      throw new IllegalArgumentException(
          "max_names: " + maxNames + ", max_series: " + maxSeries + " (expected: at least 1)");
    }
  }

  public static MetricsSettings defaults(Set<String> models) {
    return new MetricsSettings(models, 256, 10_000);
  }
}
