package dev.portcullis.gateway.apikey;

import java.util.List;

/**
 * Which keys are let in.
 *
 * @param environments kinds of keys; {@code demo} has to be asked for
 */
public record ApiKeySettings(List<Environment> environments) {

  public ApiKeySettings {
    environments = List.copyOf(environments);
    if (environments.isEmpty()) {
      throw new IllegalArgumentException("environments: none (expected: live, test, demo)");
    }
  }

  public static ApiKeySettings defaults() {
    return new ApiKeySettings(List.of(Environment.LIVE, Environment.TEST));
  }
}
