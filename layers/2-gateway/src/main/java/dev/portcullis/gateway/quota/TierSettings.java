package dev.portcullis.gateway.quota;

import java.util.List;

/**
 * What the callers of one tier may ask. An empty list sets no limit.
 *
 * @param perKey for each credential
 * @param perSubject for each client, over all his credentials
 * @param perKeyModel for each credential on each model
 * @param wholeTier for all callers of the tier together
 * @param whenAway what they get while the shared store is away
 */
public record TierSettings(
    List<LimitSettings> perKey,
    List<LimitSettings> perSubject,
    List<LimitSettings> perKeyModel,
    List<LimitSettings> wholeTier,
    WhenAway whenAway) {

  public TierSettings {
    perKey = LimitSettings.distinct("per_key", perKey);
    perSubject = LimitSettings.distinct("per_subject", perSubject);
    perKeyModel = LimitSettings.distinct("per_key_model", perKeyModel);
    wholeTier = LimitSettings.distinct("whole_tier", wholeTier);
  }

  public static TierSettings defaults() {
    return new TierSettings(List.of(), List.of(), List.of(), List.of(), WhenAway.LOCAL_SHARE);
  }

  /** The same with these limits for each credential. */
  public TierSettings withPerKey(LimitSettings... limits) {
    return new TierSettings(List.of(limits), perSubject, perKeyModel, wholeTier, whenAway);
  }
}
