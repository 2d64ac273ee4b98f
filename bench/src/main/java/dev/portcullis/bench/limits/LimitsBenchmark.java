package dev.portcullis.bench.limits;

import dev.portcullis.bench.Benchmark;
import dev.portcullis.bench.Result;
import dev.portcullis.bench.Result.Figure;
import dev.portcullis.bench.Rounds;
import dev.portcullis.gateway.quota.LimitStore;
import dev.portcullis.gateway.quota.MemoryCounters;
import dev.portcullis.kernel.port.Counters;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** How fast two windows a key are decided, in memory and in Redis, and what a million keys cost. */
public final class LimitsBenchmark implements Benchmark {

  private static final int KEYS_IN_HEAP = 1_000_000;
  private static final int KEYS = 100_000;
  private static final int MAX_WINDOWS = 4_000_000;
  private static final int GARBAGE_COLLECTIONS = 3;

  private static final List<Limit> LIMITS =
      List.of(
          new Limit("key-60s", 100, Duration.ofMinutes(1)),
          new Limit("key-1d", 2_000, Duration.ofDays(1)));

  @Override
  public String name() {
    return "limits";
  }

  @Override
  public Result run(Options options) {
    var figures = new ArrayList<Figure>();
    figures.add(new Figure("memory bytes per key", bytesPerKey(), "B"));
    for (int threads = 1; threads <= 2; threads++) {
      var name = "memory decisions, " + threads + (threads == 1 ? " thread" : " threads");
      figures.add(new Figure(name, inMemory(options, threads), "1/s"));
    }
    figures.add(
        new Figure("quota control, processor time", new QuotaDecisions().nanos(options), "ns"));
    figures.add(
        new Figure("spend control, processor time", new SpendDecisions().nanos(options), "ns"));
    figures.addAll(new RedisDecisions(charges()).measure(options));
    return new Result(figures);
  }

  private static double inMemory(Options options, int threads) {
    var charges = charges();
    try (var store = LimitStore.inMemory(MAX_WINDOWS, Clock.systemUTC())) {
      var counters = store.counters().sharing();
      return Rounds.median(
          options.rounds(), () -> together(threads, options.time(), counters, charges));
    }
  }

  /** Decisions a second of all threads, each at another place in the keys. */
  private static double together(
      int threads, Duration time, Counters counters, List<List<Charge>> charges) {
    var running =
        IntStream.range(0, threads)
            .mapToObj(thread -> thread * KEYS / threads)
            .map(from ->
                CompletableFuture.supplyAsync(
                    () -> Rounds.perSecond(time, i -> take(counters, charges, from + i)),
                    task -> Thread.ofPlatform().start(task)))
            .toList();
    return running.stream().mapToDouble(CompletableFuture::join).sum();
  }

  private static long take(Counters counters, List<List<Charge>> charges, long step) {
    var taken = counters.take(charges.get((int) (step % charges.size()))).toCompletableFuture();
    return taken.isDone() ? 1 : 0;
  }

  private static double bytesPerKey() {
    long before = usedBytes();
    var counters = new MemoryCounters(MAX_WINDOWS, System::nanoTime);
    for (int i = 0; i < KEYS_IN_HEAP; i++) {
      counters.take(List.of(new Charge("{key:" + i + "}", 1, LIMITS))).toCompletableFuture().join();
    }
    long after = usedBytes();
    if (counters.windows() != (long) KEYS_IN_HEAP * LIMITS.size()) {
      throw new IllegalStateException(counters.windows() + " windows are kept");
    }
    return (double) (after - before) / KEYS_IN_HEAP;
  }

  private static long usedBytes() {
    for (int i = 0; i < GARBAGE_COLLECTIONS; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static List<List<Charge>> charges() {
    return IntStream.range(0, KEYS)
        .mapToObj(i -> List.of(new Charge("{key:" + i + "}", 1, LIMITS)))
        .toList();
  }
}
