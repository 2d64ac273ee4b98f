package dev.portcullis.gateway.spend;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How much clients may spend.
 *
 * @param tiers what each client of a tier may; {@value #ANY_TIER} stands for tiers without an entry
 * @param quotas what all who name it in their credential may together, in place of their tier's
 * @param models the most that a request can cost, by the model's name or beginning of names
 * @param blocks into how many blocks what is left is cut: more of them, and less is lost with a
 *     gateway that is killed; fewer, and the store is asked less often
 */
public record SpendSettings(
    Map<String, List<SpendLimit>> tiers,
    Map<String, List<SpendLimit>> quotas,
    Map<String, WorstCase> models,
    int blocks) {

  static final String ANY_TIER = "default";
  static final int MAX_BLOCKS = 10_000;

  public SpendSettings {
    tiers = copied("tiers", tiers);
    quotas = copied("quotas", quotas);
    models = Map.copyOf(models);
    models.keySet().forEach(ModelNames::parse);
    if (blocks < 1 || blocks > MAX_BLOCKS) {
      throw new IllegalArgumentException("blocks: " + blocks + " (expected: 1..10000)");
    }
    requirePossible(tiers, models);
    requirePossible(quotas, models);
  }

  /** A hundred thousand requests in a day, to whatever model. */
  public static SpendSettings defaults() {
    var limit = SpendLimit.ofRequests("*", "day", 100_000);
    return new SpendSettings(Map.of(ANY_TIER, List.of(limit)), Map.of(), Map.of(), 50);
  }

  /** An account that the other would charge as well, in words: one request would pay it twice. */
  public Optional<String> sharedWith(SpendSettings other) {
    var named = new TreeSet<>(tiers.keySet());
    named.addAll(other.tiers.keySet());
    return named.stream()
        .flatMap(tier -> shared("tier " + tier, ofTier(tier), other.ofTier(tier)))
        .findFirst()
        .or(() ->
            quotas.keySet().stream()
                .sorted()
                .flatMap(quota -> shared("quota " + quota, ofQuota(quota), other.ofQuota(quota)))
                .findFirst());
  }

  private static Stream<String> shared(
      String holder, List<SpendLimit> mine, List<SpendLimit> theirs) {
    var known = theirs.stream().map(SpendSettings::name).toList();
    return mine.stream()
        .map(SpendSettings::name)
        .filter(known::contains)
        .map(name -> holder + ", " + name);
  }

  private List<SpendLimit> ofTier(String tier) {
    return tiers.getOrDefault(tier, tiers.getOrDefault(ANY_TIER, List.of()));
  }

  private List<SpendLimit> ofQuota(String quota) {
    return quotas.getOrDefault(quota, List.of());
  }

  /** Of a holder's accounts, one. */
  private static String name(SpendLimit entry) {
    return entry.models() + " by the " + entry.period();
  }

  /** The worst that a request to this model can cost: the longest name that fits says it. */
  WorstCase worstCase(String model) {
    return worstCase(models, model);
  }

  private static WorstCase worstCase(Map<String, WorstCase> models, String model) {
    Optional<String> best = Optional.empty();
    for (var names : models.keySet()) {
      if (new ModelNames(names).include(model)
          && names.length() > best.map(String::length).orElse(0)) {
        best = Optional.of(names);
      }
    }
    return best.flatMap(names -> Optional.ofNullable(models.get(names)))
        .orElseGet(WorstCase::defaults);
  }

  private static Map<String, List<SpendLimit>> copied(
      String name, Map<String, List<SpendLimit>> limits) {
    var copy = new LinkedHashMap<String, List<SpendLimit>>();
    limits.forEach((holder, entries) -> {
      var seen = new HashSet<String>();
      for (var entry : entries) {
        if (!seen.add(name(entry))) {
          throw new IllegalArgumentException(
              name + ": " + holder + " has two entries for " + name(entry) + " (expected: one)");
        }
      }
      copy.put(holder, List.copyOf(entries));
    });
    return Map.copyOf(copy);
  }

  /** A quota that is smaller than what every request reserves would admit nobody, ever. */
  private static void requirePossible(
      Map<String, List<SpendLimit>> limits, Map<String, WorstCase> models) {
    limits.forEach((holder, entries) -> {
      for (var entry : entries) {
        var worst = worstCase(models, entry.models().text());
        if (entry.compute().filter(c -> c.compareTo(worst.compute()) < 0).isPresent()
            || entry.bytes().filter(b -> b < worst.answerBytes()).isPresent()) {
          throw new IllegalArgumentException(
              "models: "
                  + entry.models()
                  + " of "
                  + holder
                  + " may spend less than one request"
                  + " reserves (expected: a lower compute or answer_bytes in models)");
        }
      }
    });
  }
}
