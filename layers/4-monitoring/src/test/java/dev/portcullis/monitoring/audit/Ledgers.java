package dev.portcullis.monitoring.audit;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Ledger.Entry;
import dev.portcullis.testkit.ExchangeRecords;
import dev.portcullis.testkit.Exchanges;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Small ledgers, and what tests ask of them. */
final class Ledgers {

  static final CommitListener NOBODY = _ -> {};

  private Ledgers() {}

  static LedgerSettings settings(Path folder) {
    return new LedgerSettings(
        folder,
        8_192,
        8_192,
        64,
        16,
        Duration.ZERO,
        Duration.ofMillis(400),
        Sync.GROUP,
        new Keeping(1L << 40, Duration.ofDays(90), Duration.ofHours(1), 0));
  }

  static FileLedger open(Path folder) throws IOException {
    return FileLedger.open(settings(folder), NOBODY);
  }

  static FileLedger open(Path folder, Disk disk) throws IOException {
    return open(settings(folder), disk);
  }

  static FileLedger open(LedgerSettings settings, Disk disk) throws IOException {
    return FileLedger.open(
        settings, NOBODY, new FileLedger.Surroundings(disk, InstantSource.system()));
  }

  /** A refusal of somebody whom no control made known. */
  static ExchangeRecord stranger(String id, String client, Reason reason) {
    return new ExchangeRecord(
        id,
        ExchangeRecords.STARTED_AT,
        Exchanges.ROUTE,
        "POST",
        client,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(Denial.of(reason, "no credential")),
        Optional.empty(),
        0,
        0,
        Duration.ofNanos(1_000));
  }

  static CompletionStage<Entry> intend(FileLedger ledger, String id) {
    return ledger.intend(Exchanges.with(Map.of()), ExchangeRecords.intent(id));
  }

  static CompletionStage<Entry> conclude(FileLedger ledger, String id) {
    return ledger.conclude(ExchangeRecords.answered(id));
  }

  /** Concludes so many exchanges, one after the other, and returns the last index. */
  static long fill(FileLedger ledger, int records) {
    long last = -1;
    for (int i = 0; i < records; i++) {
      last = index(conclude(ledger, "r" + i));
    }
    return last;
  }

  static long index(CompletionStage<Entry> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join().index();
  }

  /** Why it was not recorded; {@code recorded} if it was, and its reason where it is another. */
  static String refusal(CompletionStage<Entry> stage) {
    try {
      index(stage);
      return "recorded";
    } catch (CompletionException e) {
      var denial = DeniedException.denialOf(e, Reason.MALFORMED);
      return denial.reason() == Reason.NOT_RECORDED ? denial.detail() : denial.toString();
    }
  }

  static List<String> read(Path folder) throws IOException {
    var found = new ArrayList<String>();
    try (var cursor = LedgerCursor.fromStart(folder)) {
      for (var stored = cursor.next(); stored.isPresent(); stored = cursor.next()) {
        found.add(stored.get().json());
      }
    }
    return found;
  }

  static void eventually(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not come about in 10 s");
      }
      Thread.sleep(10);
    }
  }
}
