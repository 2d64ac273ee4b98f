package dev.portcullis.gateway.spend;

import dev.portcullis.gateway.spend.Leases.Taken;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Holds each client to what he may spend, and cuts a stream that has spent what it reserved.
 *
 * <p>A request that never reached its model costs nothing here: trying costs elsewhere, with {@code
 * quota}.
 */
final class SpendControl implements Control.OfRequestLater, Control.OfReplyStream {

  /** Longer than leases are waited for; past it the control has failed, and so denied. */
  static final Duration DEADLINE = Leases.WAIT.plusSeconds(1);

  /** Exchanges that may wait for units at once. */
  static final int MAX_WAITING = 10_000;

  private static final CompletionStage<Verdict> PASS =
      CompletableFuture.completedStage(Verdict.pass());

  private final SpendSettings settings;
  private final SpendCharges charges;
  private final Leases leases;

  SpendControl(SpendSettings settings, Leases leases) {
    this.settings = settings;
    this.charges = new SpendCharges(settings);
    this.leases = leases;
  }

  @Override
  public CompletionStage<? extends Verdict> onRequest(Exchange exchange, Call call) {
    if (!Estimate.costs(call.operation())) {
      return PASS;
    }
    var caller = exchange.require(Identity.class);
    var model = call.model().name();
    var need = Estimate.of(exchange, call, settings.worstCase(model));
    var charged = charges.of(caller, model, need, leases.clock().instant());
    if (charged.isEmpty()) {
      return PASS;
    }
    return tooLarge(charged)
        .<CompletionStage<? extends Verdict>>map(CompletableFuture::completedStage)
        .orElseGet(() -> leases.take(charged).thenApply(this::verdict));
  }

  @Override
  public int holdBack() {
    return 0;
  }

  @Override
  public Verdict onReplyWindow(Exchange exchange, Window window) {
    for (var reservation : exchange.facts(Reservation.class)) {
      var usedUp = reservation.usedUp(exchange.use(), Estimate.bytesIn(exchange));
      if (usedUp.isPresent()) {
        return Verdict.deny(
            Reason.QUOTA_EXCEEDED, "the stream has spent its reservation of " + usedUp.get());
      }
    }
    return Verdict.pass();
  }

  @Override
  public Duration deadline() {
    return DEADLINE;
  }

  @Override
  public int bulkhead() {
    return MAX_WAITING;
  }

  private Verdict verdict(Taken taken) {
    var now = leases.clock().instant();
    return switch (taken) {
      case Taken.Reserved(var reservation) ->
          new Verdict.Pass(List.of(Balance.of(reservation, now), reservation), reservation::settle);
      case Taken.Spent spent -> {
        var detail = "spend quota " + Balance.policy(spent) + " is spent";
        yield new Verdict.Deny(
            Denial.of(Reason.QUOTA_EXCEEDED, detail).withFacts(List.of(Balance.of(spent, now))));
      }
      case Taken.Away _ -> Verdict.deny(Reason.CONTROL_FAILED, "the store of quotas is away");
    };
  }

  /** Waiting does not help who asks for more than a whole period has; asking for less does. */
  private static Optional<Verdict> tooLarge(List<Charge> charged) {
    for (var charge : charged) {
      var unit = charge.limits().lacking(charge.need());
      if (unit.isPresent()) {
        var policy = charge.account().policy(unit.get());
        var violation = new Violation("", "a request within the quota " + policy);
        return Optional.of(
            new Verdict.Deny(
                Denial.of(Reason.INVALID, "more than all of " + policy)
                    .withViolations(List.of(violation))));
      }
    }
    return Optional.empty();
  }
}
