package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerCursorTest {

  @TempDir private Path folder;

  @Test
  void emptyFolder_hasNothing_untilThereIsSomething() throws IOException {
    try (var cursor = LedgerCursor.fromStart(folder);
        var ledger = Ledgers.open(folder)) {
      assertThat(cursor.next()).isEmpty();

      Ledgers.fill(ledger, 1);

      assertThat(cursor.next()).map(StoredRecord::sequence).hasValue(0L);
      assertThat(cursor.next()).isEmpty();
    }
  }

  @Test
  void followingCursor_seesEveryRecord_acrossRotation() throws IOException {
    try (var cursor = LedgerCursor.fromStart(folder);
        var ledger = Ledgers.open(folder)) {
      for (long i = 0; i < 40; i++) {
        Ledgers.fill(ledger, 1);

        assertThat(cursor.next()).map(StoredRecord::sequence).hasValue(i);
        assertThat(cursor.next()).isEmpty();
      }
    }
    assertThat(new LedgerFolder(folder).segments()).hasSizeGreaterThan(2);
  }

  @Test
  void last_givesSoManyRecords_alsoFromEarlierSegments() throws IOException {
    try (var ledger = Ledgers.open(folder)) {
      Ledgers.fill(ledger, 40);
    }

    for (long count : new long[] {0, 1, 7, 25, 40, 99}) {
      try (var cursor = LedgerCursor.fromLast(folder, count)) {
        assertThat(LongStream.generate(() -> sequence(cursor)).takeWhile(s -> s >= 0))
            .containsExactlyElementsOf(
                LongStream.range(Math.max(0, 40 - count), 40).boxed().toList());
      }
    }
  }

  @Test
  void damageBeforeALaterSegment_isReported_notSkipped() throws IOException {
    try (var ledger = Ledgers.open(folder)) {
      Ledgers.fill(ledger, 40);
    }
    var damaged = new LedgerFolder(folder).segments().getFirst();
    var bytes = Files.readAllBytes(damaged);
    bytes[2_000] ^= 1;
    Files.write(damaged, bytes);

    assertThatThrownBy(() -> Ledgers.read(folder))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessageContaining(String.valueOf(damaged.getFileName()));
  }

  private static long sequence(LedgerCursor cursor) {
    try {
      Optional<StoredRecord> next = cursor.next();
      return next.map(StoredRecord::sequence).orElse(-1L);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
