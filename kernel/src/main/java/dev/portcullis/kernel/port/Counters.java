package dev.portcullis.kernel.port;

import dev.portcullis.kernel.QuotaState;
import java.time.Duration;
import java.util.List;
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

  /** Gives back what that {@link #take} of these charges took, where a window still counts it. */
  CompletionStage<Void> refund(List<Charge> charges, Taken taken);

  /**
   * Units to take from one counter.
   *
   * @param key which counter; callers keep keys apart by prefix
   * @param units at least 1
   * @param limits every window that applies
   */
  record Charge(String key, long units, List<Limit> limits) {
    public Charge {
      if (units < 1) {
        throw new IllegalArgumentException("units: " + units + " (expected: >= 1)");
      }
      limits = List.copyOf(limits);
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

  /**
   * Whether it was taken, and what is left.
   *
   * @param at when, on the counters' own clock: a refund needs it to find the units
   */
  record Taken(Outcome outcome, QuotaState state, long at) {
    /** Whether the units were taken. */
    public enum Outcome {
      ADMITTED,
      EXCEEDED
    }
  }
}
