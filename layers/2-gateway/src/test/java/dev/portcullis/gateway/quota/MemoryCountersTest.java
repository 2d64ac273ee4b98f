package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.port.Counters;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import dev.portcullis.kernel.port.Counters.Taken.Outcome;
import dev.portcullis.testkit.CountersContract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class MemoryCountersTest implements CountersContract {

  private final Ticks clock = new Ticks();
  private final MemoryCounters counters = new MemoryCounters(100_000, clock);

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public void pass(Duration time) {
    clock.pass(time);
  }

  private static Charge one(String key, Limit... limits) {
    return new Charge(key, 1, List.of(limits));
  }

  @Test
  void take_isCompleteWhenItReturns() {
    var taken = counters.take(List.of(one("k", FIVE_A_MINUTE)));

    assertThat(taken.toCompletableFuture()).isCompleted();
  }

  @Test
  void loweredLimit_keepsItsCount() {
    for (int i = 0; i < 5; i++) {
      counters.takeNow(List.of(one("k", FIVE_A_MINUTE)));
    }

    var lowered = counters.takeNow(List.of(one("k", new Limit("m", 3, Duration.ofMinutes(1)))));
    var raised = counters.takeNow(List.of(one("k", new Limit("m", 6, Duration.ofMinutes(1)))));

    assertThat(lowered.outcome()).isEqualTo(Outcome.EXCEEDED);
    assertThat(lowered.state().windows().getFirst().remaining()).isZero();
    assertThat(raised.outcome()).isEqualTo(Outcome.ADMITTED);
  }

  @Test
  void twoLimitsOverOneWindow_areNoCharge() {
    var low = new Limit("low", 4, Duration.ofMinutes(1));

    assertThatThrownBy(() -> one("k", FIVE_A_MINUTE, SEVEN_A_DAY, low))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two over PT1M");
  }

  @Test
  void fullOfLiveKeys_newKeysFail_andKnownOnesAreStillServed() {
    var small = new MemoryCounters(64, clock);
    var known = one("known", FIVE_A_MINUTE);
    small.takeNow(List.of(known));

    var refused = firstRefused(small);

    assertThat(small.windows()).isLessThanOrEqualTo(64);
    assertThat(small.take(List.of(refused)).toCompletableFuture()).isCompletedExceptionally();
    assertThat(small.takeNow(List.of(known)).outcome()).isEqualTo(Outcome.ADMITTED);
  }

  @Test
  void failedTake_ofAFullTable_chargesNothing() {
    var small = new MemoryCounters(64, clock);
    var known = one("known", FIVE_A_MINUTE);
    small.takeNow(List.of(known));
    var refused = firstRefused(small);

    assertThatThrownBy(() -> small.takeNow(List.of(known, refused)))
        .isInstanceOf(CountersFullException.class);

    assertThat(small.takeNow(List.of(known)).state().windows().getFirst().remaining()).isEqualTo(3);
  }

  @Test
  void fullOfPassedKeys_newKeysTakeTheirPlaces() {
    // Places are in shards, which the hash fills unevenly: room for six times as many in each.
    var small = new MemoryCounters(1_280, clock);
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 200; i++) {
        small.takeNow(List.of(one("k" + round + "-" + i, FIVE_A_MINUTE)));
      }
      clock.pass(Duration.ofMinutes(2));
    }

    assertThat(small.windows()).isLessThanOrEqualTo(1_280);
  }

  /** Takes for ever new keys until one finds no place. */
  private static Charge firstRefused(MemoryCounters counters) {
    for (int i = 0; ; i++) {
      var charge = one("k" + i, FIVE_A_MINUTE);
      if (counters.take(List.of(charge)).toCompletableFuture().isCompletedExceptionally()) {
        return charge;
      }
    }
  }

  @Test
  void threads_takingCrossedKeys_neverDeadlockNorExceed() throws InterruptedException {
    var real = new MemoryCounters(100_000, System::nanoTime);
    var limit = new Limit("crowd", 10_000, Duration.ofHours(1));
    var admitted = new AtomicInteger();

    try (var pool = Executors.newFixedThreadPool(4)) {
      for (int t = 0; t < 4; t++) {
        var charges =
            t % 2 == 0
                ? List.of(one("a", limit), one("b", limit))
                : List.of(one("b", limit), one("a", limit));
        pool.execute(() -> {
          for (int i = 0; i < 5_000; i++) {
            if (real.takeNow(charges).outcome() == Outcome.ADMITTED) {
              admitted.incrementAndGet();
            }
          }
        });
      }
    }

    assertThat(admitted).hasValue(10_000);
  }
}
