package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.port.Counters.Limit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * So many requests in any window of this length, as configuration writes it: {@code {units: 100,
 * window: 60s}}.
 */
public record LimitSettings(long units, Duration window) {

  public LimitSettings {
    if (units < 1) {
      throw new IllegalArgumentException("units: " + units + " (expected: >= 1)");
    }
    if (window.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("window: " + window + " (expected: >= 1 ms)");
    }
  }

  public static LimitSettings of(long units, Duration window) {
    return new LimitSettings(units, window);
  }

  /** The limits under names that the {@code RateLimit-Policy} field can tell apart. */
  static List<Limit> named(String scope, List<LimitSettings> limits) {
    return limits.stream()
        .map(limit -> new Limit(scope + "-" + text(limit.window()), limit.units(), limit.window()))
        .toList();
  }

  /** Refuses two limits over one window: only the lower one could ever be reached. */
  static List<LimitSettings> distinct(String name, List<LimitSettings> limits) {
    var windows = new HashSet<Duration>();
    for (var limit : limits) {
      if (!windows.add(limit.window())) {
        throw new IllegalArgumentException(
            name + ": two limits over " + text(limit.window()) + " (expected: one per window)");
      }
    }
    return List.copyOf(limits);
  }

  /** The window in its largest whole unit: {@code 60s}, {@code 5m}, {@code 1d}. */
  private static String text(Duration window) {
    long millis = window.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 && seconds > 60 ? seconds / 60 + "m" : seconds + "s";
  }
}
