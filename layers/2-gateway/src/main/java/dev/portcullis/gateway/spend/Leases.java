package dev.portcullis.gateway.spend;

import dev.portcullis.gateway.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of this gateway. Who finds enough here waits for nobody; who doesn't waits, for a
 * bounded time, for the one thread that asks the store.
 */
public final class Leases implements AutoCloseable {

  /** How long a request waits for the store. */
  static final Duration WAIT = Duration.ofSeconds(1);

  /** How long the store's word that nothing is left is believed. */
  static final Duration RECHECK = Duration.ofSeconds(1);

  /** Accounts that this gateway keeps at most; who would need one more is denied. */
  static final int MAX_LEASES = 200_000;

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private final ConcurrentMap<Account, Lease> leases = new ConcurrentHashMap<>();
  private final LongAdder overruns = new LongAdder();
  private final LongAdder spent = new LongAdder();
  private final LongAdder denied = new LongAdder();
  private final InstantSource clock;
  private final Clerk clerk;
  private final int maxLeases;

  private Leases(LeaseTable table, InstantSource clock, Duration idle, int maxLeases) {
    this.clock = clock;
    this.maxLeases = maxLeases;
    this.clerk = new Clerk(table, leases, clock, idle);
  }

  /** Leases from this store; what nobody asks for is handed back after ten seconds. */
  public static Leases from(Store store, InstantSource clock) throws IOException {
    return from(LeaseTable.in(store), clock, Duration.ofSeconds(10));
  }

  static Leases from(LeaseTable table, InstantSource clock, Duration idle) {
    return from(table, clock, idle, MAX_LEASES);
  }

  static Leases from(LeaseTable table, InstantSource clock, Duration idle, int maxLeases) {
    var leases = new Leases(table, clock, idle, maxLeases);
    leases.clerk.start();
    return leases;
  }

  /** What came of asking for a reservation. */
  sealed interface Taken {
    /** Reserved, of all accounts. */
    record Reserved(Reservation reservation) implements Taken {}

    /** One account has too little left for this long. */
    record Spent(Charge charge, Amounts remaining, Duration retryAfter) implements Taken {}

    /** The store does not answer, and what is here is not enough. */
    record Away() implements Taken {}
  }

  /** Reserves from every account or from none. */
  CompletionStage<Taken> take(List<Charge> charges) {
    var taken = new CompletableFuture<Taken>();
    attempt(charges, taken);
    if (!taken.isDone()) {
      // Whoever waited too long was not admitted: what comes later for him goes back.
      taken.completeOnTimeout(new Taken.Away(), WAIT.toMillis(), TimeUnit.MILLISECONDS);
    }
    return taken;
  }

  /** How things are now. */
  public SpendStatus status() {
    return new SpendStatus(
        clerk.state(),
        clerk.since(),
        leases.size(),
        clerk.asked(),
        clerk.failures(),
        spent.sum(),
        denied.sum(),
        overruns.sum(),
        leases.values().stream().limit(SpendStatus.MAX_SHOWN).map(Lease::held).toList());
  }

  /** Hands back what nobody reserved. */
  @Override
  public void close() {
    clerk.close();
  }

  InstantSource clock() {
    return clock;
  }

  private void attempt(List<Charge> charges, CompletableFuture<Taken> taken) {
    var held = new ArrayList<Reservation.Held>(charges.size());
    try {
      attempt(charges, held, taken);
    } catch (RuntimeException e) {
      undo(held);
      taken.completeExceptionally(e);
    }
  }

  private void attempt(
      List<Charge> charges, List<Reservation.Held> held, CompletableFuture<Taken> taken) {
    for (var charge : charges) {
      var lease = lease(charge);
      switch (lease.take(charge, System.nanoTime())) {
        case TAKEN -> held.add(new Reservation.Held(lease, charge));
        case TAKEN_AND_LOW -> {
          held.add(new Reservation.Held(lease, charge));
          clerk.askAhead(lease);
        }
        case SHORT -> {
          undo(held);
          await(new Missing(lease, charge), charges, taken);
          return;
        }
        case SPENT -> {
          undo(held);
          spent.increment();
          taken.complete(spent(lease, charge));
          return;
        }
        case RETIRED -> {
          undo(held);
          leases.remove(lease.account(), lease);
          attempt(charges, taken);
          return;
        }
      }
    }
    var reservation = new Reservation(held, this::overrun);
    if (!taken.complete(new Taken.Reserved(reservation))) {
      reservation.undo();
    }
  }

  private record Missing(Lease lease, Charge charge) {}

  private void await(Missing missing, List<Charge> charges, CompletableFuture<Taken> taken) {
    clerk
        .ask(missing.lease(), missing.charge().need())
        .thenAccept(told -> {
          switch (told) {
            case ASKED -> {
              if (!taken.isDone()) {
                attempt(charges, taken);
              }
            }
            case AWAY -> {
              denied.increment();
              taken.complete(new Taken.Away());
            }
          }
        });
  }

  /** Gives back what is held, once: the list is empty after it. */
  private static void undo(List<Reservation.Held> held) {
    held.forEach(h -> h.lease().undo(h.charge().need()));
    held.clear();
  }

  /** Where others on this gateway have it reserved, some will come back before the period ends. */
  private Taken.Spent spent(Lease lease, Charge charge) {
    var account = charge.account();
    var end = account.period().endOf(account.index());
    var untilEnd = Duration.between(clock.instant(), end);
    return new Taken.Spent(charge, lease.remaining(), lease.isReserved() ? RECHECK : untilEnd);
  }

  private void overrun(Amounts unpaid) {
    overruns.increment();
    LOG.atDebug().addKeyValue("unpaid", unpaid).log("more was used than was reserved");
  }

  private Lease lease(Charge charge) {
    var known = Optional.ofNullable(leases.get(charge.account()));
    return known.orElseGet(() -> {
      if (leases.size() >= maxLeases) {
        throw new IllegalStateException("more than " + maxLeases + " accounts");
      }
      return leases.computeIfAbsent(
          charge.account(),
          account -> new Lease(account, charge.limits(), charge.blocks(), System.nanoTime()));
    });
  }
}
