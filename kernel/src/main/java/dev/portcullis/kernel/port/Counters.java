package dev.portcullis.kernel.port;

import dev.portcullis.kernel.QuotaState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sliding-window counters: in memory, or shared through Redis. */
public interface Counters {

  /**
   * Takes from all of the charges or from none.
   *
   * <p>What is admitted in any window never exceeds its limit by more than the bound that the
   * implementation states.
   */
  CompletionStage<Taken> take(List<Charge> charges);

  /**
   * Units to take from one counter.
   *
   * @param key which counter; callers keep keys apart by prefix
   * @param units at least 1
   * @param limits every window that applies, each of another length
   */
  record Charge(String key, long units, List<Limit> limits) {
    public Charge {
      if (units < 1) {
        throw new IllegalArgumentException("units: " + units + " (expected: >= 1)");
      }
      limits = List.copyOf(limits);
      for (int i = 1; i < limits.size(); i++) {
        requireOther(limits.get(i), limits.subList(0, i));
      }
    }
  }

  private static void requireOther(Limit limit, List<Limit> earlier) {
    for (var other : earlier) {
      if (other.window().equals(limit.window())) {
        throw new IllegalArgumentException(
            "limits: two over " + limit.window() + " (expected: one for each length)");
      }
    }
  }

  /**
   * So many units in any window of this length.
   *
   * @param policy its name in {@code RateLimit-Policy}
   */
  record Limit(String policy, long units, Duration window) {
    public Limit {
      if (units < 1 || window.isNegative() || window.isZero()) {
        throw new IllegalArgumentException(
            "limit: " + units + "/" + window + " (expected: at least 1 in more than no time)");
      }
    }
  }

  /** Gives back what a take took, where a window still counts it; run at most once. */
  @FunctionalInterface
  interface Refund {
    /** Nothing was taken. */
    Refund NONE = CompletableFuture::allOf;

    CompletionStage<Void> give();
  }

  /** Whether it was taken, what is left, and the way to give it back. */
  record Taken(Outcome outcome, QuotaState state, Refund refund) {
    /** Whether the units were taken. */
    public enum Outcome {
      ADMITTED,
      EXCEEDED
    }
  }
}
