package dev.portcullis.gateway.quota;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much callers may ask, by tier, and how much each model is asked at most.
 *
 * @param tiers by name; {@value #ANY_TIER} stands for the tiers that have no entry
 * @param perModel for all callers of a model together, by its name
 */
public record QuotaSettings(
    Map<String, TierSettings> tiers, Map<String, List<LimitSettings>> perModel) {

  static final String ANY_TIER = "default";

  public QuotaSettings {
    tiers = Map.copyOf(tiers);
    if (tiers.isEmpty()) {
      throw new IllegalArgumentException("tiers: none (expected: at least one)");
    }
    var checked = new LinkedHashMap<String, List<LimitSettings>>();
    perModel.forEach((model, limits) ->
        checked.put(model, LimitSettings.distinct("per_model." + model, limits)));
    perModel = Map.copyOf(checked);
  }

  public static QuotaSettings defaults() {
    var tier =
        TierSettings.defaults()
            .withPerKey(
                LimitSettings.of(100, Duration.ofMinutes(1)),
                LimitSettings.of(2_000, Duration.ofDays(1)));
    return new QuotaSettings(Map.of(ANY_TIER, tier), Map.of());
  }
}
