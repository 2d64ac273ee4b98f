package dev.portcullis.gateway.spend;

import dev.portcullis.gateway.spend.Lease.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one who goes to the store for everybody: asks for units in batches, and brings back rests.
 */
final class Clerk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private static final int MAX_BATCH = 64;
  private static final Duration LOOK_ROUND = Duration.ofMillis(250);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration LEAVE = Duration.ofSeconds(3);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  private final String node = UUID.randomUUID().toString();
  private final LeaseTable table;
  private final Map<Account, Lease> leases;
  private final InstantSource clock;
  private final Duration idle;
  private final BlockingQueue<Lease> asking = new LinkedBlockingQueue<>();
  private final List<LeaseTable.GiveBack> comingBack = new ArrayList<>();
  private final LongAdder asked = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Thread thread;
  private volatile Place place;
  private volatile boolean closing;
  private long returns;
  private Instant forgotAt;

  /** Whether the store answers, and since when. */
  private record Place(SpendStatus.State state, Instant since) {}

  Clerk(LeaseTable table, Map<Account, Lease> leases, InstantSource clock, Duration idle) {
    this.table = table;
    this.leases = leases;
    this.clock = clock;
    this.idle = idle;
    this.place = new Place(SpendStatus.State.WELL, clock.instant());
    this.forgotAt = Instant.EPOCH;
    this.thread = Thread.ofVirtual().name("spend-clerk").unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** Completes when the store was asked; at once where it is known to be away. */
  CompletionStage<Told> ask(Lease lease, Amounts need) {
    var told = new CompletableFuture<Told>();
    if (lease.isAskedFirst(need, told)) {
      asking.add(lease);
    }
    if (place.state() == SpendStatus.State.AWAY || closing) {
      told.complete(Told.AWAY);
    }
    return told;
  }

  /** Asks before anybody has to wait. */
  void askAhead(Lease lease) {
    if (lease.startsAsking()) {
      asking.add(lease);
    }
  }

  SpendStatus.State state() {
    return place.state();
  }

  Instant since() {
    return place.since();
  }

  long asked() {
    return asked.sum();
  }

  long failures() {
    return failures.sum();
  }

  /** Lets who waits go, hands back every rest that can be, and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      // Not interrupted: that would close a file of the store under its hands.
      thread.join(LEAVE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    var lookedAt = System.nanoTime();
    while (!closing) {
      try {
        var batch = batch();
        if (!batch.isEmpty()) {
          hand(batch);
        }
        if (System.nanoTime() - lookedAt > LOOK_ROUND.toNanos()) {
          lookRound();
          lookedAt = System.nanoTime();
        }
      } catch (InterruptedException _) {
        closing = true;
      }
    }
    leave();
  }

  private List<Lease> batch() throws InterruptedException {
    var batch = new ArrayList<Lease>();
    var first = asking.poll(LOOK_ROUND.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      asking.drainTo(batch, MAX_BATCH - 1);
    }
    return batch;
  }

  private void hand(List<Lease> batch) throws InterruptedException {
    try {
      asked.increment();
      var grants = table.take(batch.stream().map(Lease::ask).toList());
      become(SpendStatus.State.WELL);
      var now = System.nanoTime();
      for (var lease : batch) {
        var grant = grants.getOrDefault(lease.account(), LeaseTable.Grant.NOTHING);
        lease.granted(grant, now).forEach(waiting -> waiting.complete(Told.ASKED));
      }
    } catch (RuntimeException e) {
      failed(e);
      batch.forEach(lease -> lease.answered().forEach(waiting -> waiting.complete(Told.AWAY)));
      Thread.sleep(RETRY);
    }
  }

  /** Brings back what nobody asks for, and forgets what is over. */
  private void lookRound() {
    var now = clock.instant();
    leases
        .values()
        .forEach(lease -> {
          if (isOver(lease.account(), now)) {
            forget(lease);
          } else if (lease.isIdle(System.nanoTime(), idle.toNanos())) {
            forget(lease);
            collect(lease);
          }
        });
    bringBack(now);
    // Of a store that was away it is also the way to learn that it is back.
    if (place.state() == SpendStatus.State.AWAY
        || Duration.between(forgotAt, now).compareTo(FORGET_EVERY) > 0) {
      attempt(() -> table.forget(now));
      forgotAt = now;
    }
  }

  /** Retired first, under its own lock: who still has it in hand takes nothing from it. */
  private void forget(Lease lease) {
    if (lease.retire()) {
      leases.remove(lease.account(), lease);
    }
  }

  private void collect(Lease lease) {
    var rest = lease.release();
    if (!rest.isNothing()) {
      returns++;
      comingBack.add(new LeaseTable.GiveBack(node + "-" + returns, lease.account(), rest));
    }
  }

  private void bringBack(Instant now) {
    comingBack.removeIf(back -> isOver(back.account(), now));
    if (!comingBack.isEmpty() && attempt(() -> table.giveBack(comingBack))) {
      comingBack.clear();
    }
  }

  private void leave() {
    var now = clock.instant();
    leases
        .values()
        .forEach(lease -> {
          lease.answered().forEach(waiting -> waiting.complete(Told.AWAY));
          collect(lease);
        });
    bringBack(now);
  }

  private boolean attempt(Runnable errand) {
    try {
      errand.run();
      become(SpendStatus.State.WELL);
      return true;
    } catch (RuntimeException e) {
      failed(e);
      return false;
    }
  }

  private void failed(RuntimeException failure) {
    failures.increment();
    if (place.state() != SpendStatus.State.AWAY) {
      LOG.atWarn().setCause(failure).log("the store of spend quotas is away");
    }
    become(SpendStatus.State.AWAY);
  }

  private void become(SpendStatus.State state) {
    if (place.state() != state) {
      place = new Place(state, clock.instant());
    }
  }

  private static boolean isOver(Account account, Instant now) {
    return !now.isBefore(account.period().endOf(account.index()));
  }
}
