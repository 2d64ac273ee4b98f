package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.port.Counters;
import java.util.concurrent.CompletionStage;

/** Counters that several gateways share, and that may be away. */
interface SharedCounters extends Counters {

  /**
   * Counts what a gateway admitted while these were away, over the limit or not.
   *
   * @param now the time on the clock that the debt was counted by
   */
  CompletionStage<Void> repay(String key, Debt debt, long now);
}
