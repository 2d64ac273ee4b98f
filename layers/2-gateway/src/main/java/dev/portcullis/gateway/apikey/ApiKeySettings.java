package dev.portcullis.gateway.apikey;

import java.time.Duration;
import java.util.List;

/**
 * Which keys are let in.
 *
 * @param environments kinds of keys; {@code demo} has to be asked for
 * @param notice how long before its end a key's answers say so, as Deprecation and Sunset
 */
public record ApiKeySettings(List<Environment> environments, Duration notice) {

  public ApiKeySettings {
    environments = List.copyOf(environments);
    if (environments.isEmpty()) {
      throw new IllegalArgumentException("environments: none (expected: live, test, demo)");
    }
    if (notice.isNegative()) {
      throw new IllegalArgumentException("notice: " + notice + " (expected: no time or more)");
    }
  }

  public static ApiKeySettings defaults() {
    return new ApiKeySettings(List.of(Environment.LIVE, Environment.TEST), Keys.DEFAULT_OVERLAP);
  }
}
