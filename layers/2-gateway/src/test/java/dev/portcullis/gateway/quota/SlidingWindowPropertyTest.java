package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import dev.portcullis.kernel.port.Counters.Taken;
import dev.portcullis.kernel.port.Counters.Taken.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counters beside an exact log of times, over random steps. */
final class SlidingWindowPropertyTest {

  private static final int STEPS = 60_000;
  private static final int KEYS = 5;

  private record Entry(int key, long at, long units, Taken taken) {}

  private final Ticks clock = new Ticks();
  private final MemoryCounters counters = new MemoryCounters(10_000, clock);
  private final List<Entry> log = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void randomSteps_neverExceedAnyWindow_norDenyBeyondTheBound(long seed) {
    var random = new Random(seed);
    // Two windows whose lengths no sub-window divides evenly, and a limit too large for 32 bits.
    var limits =
        List.of(
            new Limit("short", 20, Duration.ofNanos(1_000_003)),
            new Limit("long", 60, Duration.ofNanos(17_000_011)),
            new Limit("wide", 1L << 40, Duration.ofNanos(5_000_000)));
    for (int step = 0; step < STEPS; step++) {
      clock.pass(Duration.ofNanos(pause(random)));
      if (random.nextInt(10) == 0 && !log.isEmpty()) {
        refundOne(random);
      } else {
        takeOne(random, limits);
      }
    }
  }

  private static long pause(Random random) {
    return random.nextInt(100) == 0 ? random.nextInt(20_000_000) : random.nextInt(60_000);
  }

  private void takeOne(Random random, List<Limit> limits) {
    int key = random.nextInt(KEYS);
    long units = 1L + random.nextInt(3);
    long now = clock.getAsLong();
    var longest = limits.get(1).window().toNanos() * 2;
    log.removeIf(entry -> entry.at() < now - longest);

    var taken = counters.takeNow(List.of(new Charge("k" + key, units, limits)));

    if (taken.outcome() == Outcome.ADMITTED) {
      log.add(new Entry(key, now, units, taken));
      for (var limit : limits) {
        assertThat(logged(key, now - limit.window().toNanos())).isLessThanOrEqualTo(limit.units());
      }
    } else {
      assertThat(limits)
          .anyMatch(limit -> logged(key, now - heldAtMost(limit)) + units > limit.units());
    }
  }

  /** The stated bound: a window, and the sub-window by which it is rounded up. */
  private static long heldAtMost(Limit limit) {
    long window = limit.window().toNanos();
    return window + Math.ceilDiv(window, 15) + 15;
  }

  private void refundOne(Random random) {
    var entry = log.remove(random.nextInt(log.size()));

    entry.taken().refund().give().toCompletableFuture().join();
  }

  private long logged(int key, long since) {
    return log.stream()
        .filter(entry -> entry.key() == key && entry.at() >= since)
        .mapToLong(Entry::units)
        .sum();
  }
}
