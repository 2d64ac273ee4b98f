package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.testkit.ExchangeRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start learns from the ledger how late it was already. */
final class LastRecordTest {

  private static final Instant LATER = Instant.parse("2031-01-02T03:04:05.000000006Z");

  @TempDir private Path folder;

  @Test
  void newLedger_knowsOfNoTime() throws IOException {
    try (var ledger = Ledgers.open(folder)) {
      assertThat(ledger.lastTime()).isEmpty();
    }
  }

  @Test
  void reopenedLedger_tellsTheTimeOfItsLastRecord_howeverManySegmentsThereAre() throws IOException {
    try (var ledger = Ledgers.open(folder)) {
      Ledgers.fill(ledger, 40);
    }
    assertThat(new LedgerFolder(folder).segments()).hasSizeGreaterThan(2);

    try (var ledger = Ledgers.open(folder)) {
      assertThat(ledger.lastTime()).contains(ExchangeRecords.STARTED_AT);
      Ledgers.index(ledger.note(new Notice(LATER, "configuration", "00", "changed")));
    }

    try (var ledger = Ledgers.open(folder)) {
      assertThat(ledger.lastTime()).contains(LATER);
    }
  }

  @Test
  void segmentThatACrashLeftEmpty_hidesNoTime() throws IOException {
    try (var ledger = Ledgers.open(folder)) {
      Ledgers.fill(ledger, 2);
    }
    Files.write(new LedgerFolder(folder).segment(2), new byte[5_000]);

    try (var ledger = Ledgers.open(folder)) {
      assertThat(ledger.lastTime()).contains(ExchangeRecords.STARTED_AT);
    }
  }

  @Test
  void lastRecordThatTellsNoTime_isNoneOfOurs_andRefusesTheStart() throws IOException {
    for (var payload : new String[] {"{}", "{\"time\":\"soon\"}", "{\"time\":1", "a"}) {
      var segment = new LedgerFolder(folder).segment(0);
      write(segment, payload);

      assertThatThrownBy(() -> Ledgers.open(folder))
          .isInstanceOf(CorruptLedgerException.class)
          .hasMessageContaining("tells no time");

      Files.delete(segment);
    }
  }

  private static void write(Path segment, String payload) throws IOException {
    var record = ByteBuffer.allocate(256);
    new Frame().put(record, 0, 0, ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)));
    try (var file = new LocalDisk().create(segment)) {
      file.write(Segment.mark(Segment.HEADER_MAGIC, 0), 0);
      file.write(record.flip(), Segment.HEADER_BYTES);
    }
  }
}
