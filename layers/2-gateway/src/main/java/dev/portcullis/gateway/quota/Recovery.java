package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import dev.portcullis.kernel.port.Counters.Taken;
import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The way back: probes the shared counters with a take of its own, repays what is owed, and only
 * then closes the breaker. One round at a time; none while there is nothing to mend.
 */
final class Recovery {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration REPAY_DEADLINE = Duration.ofSeconds(2);
  private static final int KEYS_AT_ONCE = 256;

  /** A take that writes: a store that is full or read-only must fail it. */
  private static final List<Charge> PROBE =
      List.of(
          new Charge(
              "portcullis:probe", 1, List.of(new Limit("probe", 1 << 30, Duration.ofSeconds(1)))));

  private final SharedCounters shared;
  private final MemoryCounters shadow;
  private final Debts debts;
  private final Breaker breaker;
  private final Duration deadline;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile boolean closed;

  Recovery(
      SharedCounters shared,
      MemoryCounters shadow,
      Debts debts,
      Breaker breaker,
      Duration deadline) {
    this.shared = shared;
    this.shadow = shadow;
    this.debts = debts;
    this.breaker = breaker;
    this.deadline = deadline;
  }

  /** Starts a round after a pause, unless one is under way. */
  void soon() {
    if (!closed && underWay.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::round);
    }
  }

  void close() {
    closed = true;
  }

  private void round() {
    probed().thenCompose(_ -> repay(debts.open())).whenComplete((_, failure) -> ended(failure));
  }

  private CompletionStage<Taken> probed() {
    return CompletableFuture.completedFuture(PROBE)
        .thenCompose(shared::take)
        .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void ended(@Nullable Throwable failure) {
    if (failure == null) {
      breaker.close();
    } else {
      breaker.open();
    }
    underWay.set(false);
    if (breaker.isOpen() || debts.keys() > 0) {
      soon();
    }
  }

  private CompletableFuture<Void> repay(List<Map.Entry<String, Debt>> owed) {
    if (owed.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    int some = Math.min(KEYS_AT_ONCE, owed.size());
    var repaid = owed.subList(0, some).stream().map(this::repay).toList();
    return CompletableFuture.allOf(repaid.toArray(CompletableFuture[]::new))
        .thenCompose(_ -> repay(owed.subList(some, owed.size())));
  }

  private CompletableFuture<Void> repay(Map.Entry<String, Debt> owed) {
    return shared
        .repay(owed.getKey(), owed.getValue(), shadow.now())
        .toCompletableFuture()
        .orTimeout(REPAY_DEADLINE.toNanos(), TimeUnit.NANOSECONDS)
        .thenRun(() -> debts.repaid(owed.getKey(), owed.getValue()))
        .exceptionallyCompose(Recovery::unlessRefused);
  }

  /**
   * One key that the store refuses, of the wrong type perhaps, stays owed and stops nobody else.
   */
  private static CompletionStage<Void> unlessRefused(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RedisCommandExecutionException
        ? CompletableFuture.completedStage(null)
        : CompletableFuture.failedStage(failure);
  }
}
