package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.port.Counters;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Refund;
import dev.portcullis.kernel.port.Counters.Taken;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Shared counters, and what this gateway does while they are slow, gone or answer rubbish.
 *
 * <p>The gateway keeps a shadow: its own admissions, whoever decided them. It asks the shared
 * counters only for what its own count allows, so a store that lost its memory cannot make one
 * gateway exceed a limit. Where the store fails it decides by its share, limit / N, <em>of which
 * its shadow counts what it admitted before</em>. With own admissions a₁ … aₙ, together at most the
 * limit, no more than Σ max(aᵢ, limit / N) fits in the window: an overshoot of limit × (N-1)/N at
 * most.
 *
 * <p>What it admitted alone it owes. A key that is owed is decided alone until the debt is repaid,
 * that is, counted in the store with its age; so coming back gives no fresh window. A call that
 * came too late may have been counted all the same, and is then counted twice: too little is
 * admitted, for those calls, not too much.
 */
final class FallbackCounters {

  private final SharedCounters shared;
  private final MemoryCounters shadow;
  private final RedisSettings settings;
  private final Breaker breaker;
  private final Debts debts = new Debts();
  private final Recovery recovery;
  private final LongAdder decidedAlone = new LongAdder();
  private final LongAdder deniedAway = new LongAdder();
  private final LongAdder failures = new LongAdder();

  FallbackCounters(
      SharedCounters shared, MemoryCounters shadow, RedisSettings settings, Clock clock) {
    this.shared = shared;
    this.shadow = shadow;
    this.settings = settings;
    this.breaker = new Breaker(clock);
    this.recovery = new Recovery(shared, shadow, debts, breaker, settings.deadline());
  }

  /** The counters for callers who get this while the shared ones are away. */
  Counters whenAway(WhenAway choice) {
    var stricter = settings.whenAway() == WhenAway.DENY ? WhenAway.DENY : choice;
    return charges -> take(charges, stricter);
  }

  QuotaStatus status() {
    var position = breaker.position();
    return new QuotaStatus(
        position.open() ? away() : QuotaStatus.State.REDIS,
        position.since(),
        position.switches(),
        decidedAlone.sum(),
        deniedAway.sum(),
        failures.sum(),
        debts.keys(),
        shadow.windows());
  }

  void close() {
    recovery.close();
  }

  private QuotaStatus.State away() {
    return switch (settings.whenAway()) {
      case LOCAL_SHARE -> QuotaStatus.State.LOCAL_SHARE;
      case DENY -> QuotaStatus.State.DENYING;
    };
  }

  private CompletionStage<Taken> take(List<Charge> charges, WhenAway whenAway) {
    try {
      if (breaker.isOpen() || debts.owes(charges)) {
        return CompletableFuture.completedStage(alone(charges, whenAway));
      }
      var own = shadow.takeNow(charges);
      return switch (own.outcome()) {
        case EXCEEDED -> CompletableFuture.completedStage(own);
        case ADMITTED -> ask(charges, own, whenAway);
      };
    } catch (AwayException | CountersFullException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<Taken> ask(List<Charge> charges, Taken own, WhenAway whenAway) {
    return CompletableFuture.completedFuture(charges)
        .thenCompose(shared::take)
        // A late answer is thrown away, but its take is not undone: that errs on the safe side.
        .orTimeout(settings.deadline().toNanos(), TimeUnit.NANOSECONDS)
        .handle((taken, failure) -> failure == null ? answered(own, taken) : failed(own))
        .thenApply(taken -> taken.orElseGet(() -> alone(charges, whenAway)));
  }

  private Optional<Taken> answered(Taken own, Taken taken) {
    breaker.succeeded();
    return Optional.of(
        switch (taken.outcome()) {
          case ADMITTED -> new Taken(taken.outcome(), taken.state(), both(own, taken));
          case EXCEEDED -> {
            giveBack(own);
            yield taken;
          }
        });
  }

  private Optional<Taken> failed(Taken own) {
    failures.increment();
    breaker.failed();
    recovery.soon();
    giveBack(own);
    return Optional.empty();
  }

  /** Decides by this gateway's share. What it admits it owes, even where it is given back later. */
  private Taken alone(List<Charge> charges, WhenAway whenAway) {
    if (whenAway == WhenAway.DENY || !debts.hasRoomFor(charges)) {
      deniedAway.increment();
      throw new AwayException("shared counters are away, and this gateway may not count alone");
    }
    decidedAlone.increment();
    var taken = shadow.takeNow(charges, settings.nodes());
    if (taken.outcome() == Taken.Outcome.ADMITTED) {
      debts.add(charges, shadow.now());
      recovery.soon();
    }
    return taken;
  }

  private static Refund both(Taken own, Taken taken) {
    return () -> {
      giveBack(own);
      return taken.refund().give();
    };
  }

  /** Memory gives back at once. */
  private static void giveBack(Taken own) {
    own.refund().give().toCompletableFuture().join();
  }
}
