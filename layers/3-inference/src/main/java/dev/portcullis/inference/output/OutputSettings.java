package dev.portcullis.inference.output;

import java.util.Map;

/**
 * What the output filter does.
 *
 * @param models how much of its scores each model tells, by the model's name; one that isn't named
 *     here tells everything
 */
public record OutputSettings(Map<String, ScoreSettings> models) {
  public OutputSettings {
    models = Map.copyOf(models);
  }

  /** Nothing is filtered. */
  public static OutputSettings defaults() {
    return new OutputSettings(Map.of());
  }
}
