package dev.portcullis.monitoring.audit;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Ledger.Entry;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refusals of callers whom nobody knows. Everybody can cause as many as he likes, so they must not
 * cost a record each, or a flood of them would fill the disk and close the gateway to all. The
 * first few of a group are recorded whole, the others are counted, and the counts recorded at
 * intervals. None is left out of both: what could not be recorded is counted on. Only a crash loses
 * what was counted since the last interval.
 */
final class Strangers {

  private static final Logger LOG = LoggerFactory.getLogger(FileLedger.class);

  private final Tallies tallies;
  private final Function<ByteBuffer, CompletionStage<Entry>> ledger;
  private final LongAdder counted = new LongAdder();

  Strangers(Tallies tallies, Function<ByteBuffer, CompletionStage<Entry>> ledger) {
    this.tallies = tallies;
    this.ledger = ledger;
  }

  /** Whether it is a refusal that no intent announced, to somebody whom no control made known. */
  static boolean isOne(ExchangeRecord record) {
    return record.denial().isPresent()
        && record.receipt().isEmpty()
        && record.identity().filter(who -> !who.equals(Identity.anonymous())).isEmpty();
  }

  CompletionStage<Entry> conclude(ExchangeRecord refused) {
    var reason = refused.denial().map(Denial::reason).orElse(Reason.CONTROL_FAILED);
    var one = Tally.one(Group.of(refused, reason), refused.startedAt());
    return tallies.grantsWhole(one.group())
        ? ledger.apply(Entries.outcome(refused)).exceptionallyCompose(_ -> count(one))
        : count(one);
  }

  /** Records what was counted. */
  void flush() {
    tallies.drain().forEach(this::summarise);
  }

  /** Records what was counted, and takes no more. */
  void close() {
    for (var tally : tallies.close()) {
      // One after the other: together they could be more than the ledger lets wait.
      var _ = summarise(tally).handle((_, _) -> tally).toCompletableFuture().join();
    }
  }

  /** How many were counted rather than recorded whole, since the start. */
  long counted() {
    return counted.sum();
  }

  private CompletionStage<Entry> summarise(Tally tally) {
    return ledger.apply(Entries.refusals(tally)).exceptionallyCompose(_ -> giveBack(tally));
  }

  private CompletionStage<Entry> count(Tally one) {
    counted.increment();
    return giveBack(one);
  }

  private CompletionStage<Entry> giveBack(Tally tally) {
    if (tallies.add(tally)) {
      return CompletableFuture.completedStage(Entry.COUNTED);
    }
    LOG.atWarn()
        .addKeyValue("count", tally.count())
        .addKeyValue("reason", tally.group().reason().code())
        .addKeyValue("route", tally.group().route())
        .log("refusals that the ledger did not take before it closed");
    return CompletableFuture.failedStage(
        new DeniedException(Reason.NOT_RECORDED, "ledger: the ledger was closed"));
  }
}
