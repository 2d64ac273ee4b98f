package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.port.Counters;
import dev.portcullis.kernel.port.Counters.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds each caller to the limits of his tier, and each model to its own.
 *
 * <p>A request that a later control denies stays charged: what is refused costs work too, and an
 * attacker who is let try for nothing tries for ever. It passes with the {@link
 * dev.portcullis.kernel.QuotaState} that the answer's header tells.
 */
final class QuotaControl implements Control.OfRequestLater {

  /** Longer than any counters' own deadline; past it the control has failed, and so denied. */
  static final Duration DEADLINE = Duration.ofSeconds(2);

  /** Exchanges that may wait for counters at once. */
  static final int MAX_WAITING = 10_000;

  private record Tier(QuotaCharges charges, Counters counters) {}

  private final Map<String, Tier> tiers;
  private final Map<String, List<Limit>> perModel;

  QuotaControl(QuotaSettings settings, LimitCounters counters) {
    this.tiers = mapped(settings.tiers(), tier -> tier(tier, counters));
    this.perModel = mapped(settings.perModel(), limits -> LimitSettings.named("model", limits));
  }

  @Override
  public CompletionStage<? extends Verdict> onRequest(Exchange exchange, Call call) {
    var caller = exchange.require(Identity.class);
    var tier = tiers.getOrDefault(caller.tier(), tiers.get(QuotaSettings.ANY_TIER));
    if (tier == null) {
      // Limits that nobody wrote down are not no limits.
      return CompletableFuture.failedStage(
          new IllegalStateException("tier " + caller.tier() + " has no limits, nor has default"));
    }
    var model = call.model();
    var charges = tier.charges().of(caller, model, perModel.getOrDefault(model.name(), List.of()));
    return charges.isEmpty()
        ? CompletableFuture.completedStage(Verdict.pass())
        : tier.counters().take(charges).thenApply(QuotaControl::verdict);
  }

  private static Verdict verdict(Counters.Taken taken) {
    return switch (taken.outcome()) {
      case ADMITTED -> Verdict.pass(taken.state());
      case EXCEEDED -> Exceeded.denial(taken.state());
    };
  }

  @Override
  public Duration deadline() {
    return DEADLINE;
  }

  @Override
  public int bulkhead() {
    return MAX_WAITING;
  }

  private static Tier tier(TierSettings tier, LimitCounters counters) {
    return new Tier(new QuotaCharges(tier), counters.whenAway(tier.whenAway()));
  }

  private static <V, R> Map<String, R> mapped(Map<String, V> from, Function<V, R> to) {
    return from.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> to.apply(entry.getValue())));
  }
}
