package dev.portcullis.gateway.authz;

import java.util.List;
import java.util.Optional;

/**
 * What callers may do at all on this policy, whatever their credential says.
 *
 * @param models names of models; {@code *} stands for any characters, {@code name:version} for one
 *     version
 * @param rules who of them may use which, for what; absent: their credentials alone decide
 */
public record ModelAccessSettings(List<String> models, Optional<List<AccessRule>> rules) {

  static final int MAX_RULES = 1_000;

  public ModelAccessSettings {
    models = List.copyOf(models);
    Patterns.check("models", models);
    rules = rules.map(List::copyOf);
    rules.ifPresent(ModelAccessSettings::requireSome);
  }

  public static ModelAccessSettings defaults() {
    return new ModelAccessSettings(List.of("*"), Optional.empty());
  }

  /** The same, where these rules allow it too. */
  public ModelAccessSettings withRules(List<AccessRule> some) {
    return new ModelAccessSettings(models, Optional.of(some));
  }

  private static void requireSome(List<AccessRule> rules) {
    if (rules.isEmpty() || rules.size() > MAX_RULES) {
      throw new IllegalArgumentException(
          "rules: %d (expected: 1..%d, or no `rules` where credentials alone decide)"
              .formatted(rules.size(), MAX_RULES));
    }
  }
}
