package dev.portcullis.kernel.port;

import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.ExchangeRecord;
import java.util.concurrent.CompletionStage;

/**
 * The record that gates: nothing happens before its intent is durable, no answer before its end.
 */
public interface Ledger {

  /** Completes when the intent is durable; a failure denies the exchange. */
  CompletionStage<Entry> intend(Exchange exchange, Intent intent);

  /**
   * Completes when the outcome is durable. A refusal of a caller whom nobody knows may be counted
   * instead, and is then part of a later entry: {@link Entry#COUNTED}.
   */
  CompletionStage<Entry> conclude(ExchangeRecord record);

  /**
   * Where an entry stands.
   *
   * @param index position in the log, from 0
   */
  record Entry(long index) {
    /** Of what was counted, and has no place of its own. */
    public static final Entry COUNTED = new Entry(-1);
  }
}
