package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.TrustedProxy;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.port.Counters;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Holds each client address to its limits, before a byte of its body is read; a trusted proxy's own
 * address to none.
 */
final class AddressLimitControl implements Control.OfRequestHeadLater {

  private final List<Limit> limits;
  private final AddressKeys keys;
  private final Counters counters;

  AddressLimitControl(AddressLimitSettings settings, Counters counters) {
    this.limits = LimitSettings.named("address", settings.limits());
    this.keys = new AddressKeys(settings.ipv6PrefixBits());
    this.counters = counters;
  }

  @Override
  public CompletionStage<? extends Verdict.OfHead> onRequestHead(Exchange exchange) {
    if (exchange.fact(TrustedProxy.class).isPresent()) {
      return CompletableFuture.completedFuture(Verdict.pass());
    }
    var charge = new Charge(keys.of(exchange.head().client()), 1, limits);
    return counters.take(List.of(charge)).thenApply(AddressLimitControl::verdict);
  }

  /** It passes without a fact: what a caller has left is what his own quota says. */
  private static Verdict.OfHead verdict(Counters.Taken taken) {
    return switch (taken.outcome()) {
      case ADMITTED -> Verdict.pass();
      case EXCEEDED -> Exceeded.denial(taken.state());
    };
  }

  @Override
  public Duration deadline() {
    return QuotaControl.DEADLINE;
  }

  @Override
  public int bulkhead() {
    return QuotaControl.MAX_WAITING;
  }
}
