package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Ledger;
import dev.portcullis.kernel.port.Ledger.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every ledger. A ledger's test implements it. */
public interface LedgerContract {

  int CALLERS = 8;
  int RECORDS_EACH = 50;

  /** A ledger that records, with nothing in it. */
  Ledger emptyLedger();

  /** Closes a ledger that {@link #emptyLedger} gave. */
  void close(Ledger ledger);

  @Test
  default void firstEntry_hasIndexZero_andEachNextOneTheNext() {
    var ledger = emptyLedger();

    var intent = await(ledger.intend(Exchanges.with(Map.of()), ExchangeRecords.intent("a")));
    var outcome = await(ledger.conclude(ExchangeRecords.answered("a")));

    assertThat(intent).isEqualTo(new Entry(0));
    assertThat(outcome).isEqualTo(new Entry(1));
    close(ledger);
  }

  @Test
  default void recordsOfManyCallers_haveEachTheirIndex_withoutGaps() {
    var ledger = emptyLedger();
    var stages = new ArrayList<CompletionStage<Entry>>();

    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.execute(() -> concludeMany(ledger, stages));
      }
    }

    assertThat(stages.stream().map(LedgerContract::await).map(Entry::index))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, CALLERS * RECORDS_EACH).boxed().toList());
    close(ledger);
  }

  @Test
  default void oneCallersRecords_areRecordedInTheOrderHeGaveThem() {
    var ledger = emptyLedger();
    var stages = new ArrayList<CompletionStage<Entry>>();

    concludeMany(ledger, stages);

    assertThat(stages.stream().map(LedgerContract::await).map(Entry::index)).isSorted();
    close(ledger);
  }

  @Test
  default void closedLedger_refusesWithNotRecorded_andNeverThrows() {
    var ledger = emptyLedger();
    close(ledger);

    for (var stage :
        List.of(
            ledger.intend(Exchanges.with(Map.of()), ExchangeRecords.intent("late")),
            ledger.conclude(ExchangeRecords.answered("late")))) {
      assertThatThrownBy(() -> await(stage))
          .hasCauseInstanceOf(DeniedException.class)
          .extracting(e -> DeniedException.denialOf(e, Reason.MALFORMED).reason())
          .isEqualTo(Reason.NOT_RECORDED);
    }
  }

  private static void concludeMany(Ledger ledger, List<CompletionStage<Entry>> stages) {
    for (int i = 0; i < RECORDS_EACH; i++) {
      var stage = ledger.conclude(ExchangeRecords.answered("r" + i));
      synchronized (stages) {
        stages.add(stage);
      }
    }
  }

  private static Entry await(CompletionStage<Entry> stage) {
    return stage
        .toCompletableFuture()
        .orTimeout(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
