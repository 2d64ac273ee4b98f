package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.port.Ledger;
import dev.portcullis.testkit.LedgerContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileLedgerTest implements LedgerContract {

  @TempDir private Path folder;

  @Override
  public Ledger emptyLedger() {
    try {
      return FileLedger.open(LedgerSettings.defaults(folder.resolve("contract")), Ledgers.NOBODY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close(Ledger ledger) {
    try {
      ((FileLedger) ledger).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void reopenedLedger_goesOnWithTheNextIndex_andKeepsWhatWasThere() throws IOException {
    try (var ledger = Ledgers.open(folder)) {
      Ledgers.fill(ledger, 3);
    }

    try (var ledger = Ledgers.open(folder)) {
      assertThat(Ledgers.index(Ledgers.intend(ledger, "next"))).isEqualTo(3);
    }

    assertThat(Ledgers.read(folder)).hasSize(4);
  }

  @Test
  void fullSegment_isSealed_andTheNextBegunUnderItsFirstIndex() throws IOException {
    try (var ledger = Ledgers.open(folder)) {
      Ledgers.fill(ledger, 40);
    }

    var segments = new LedgerFolder(folder).segments();

    assertThat(segments).hasSizeGreaterThan(2);
    for (var segment : segments) {
      assertThat(Scan.of(segment).ending()).isEqualTo(Scan.Ending.SEALED);
    }
    assertThat(Ledgers.read(folder)).hasSize(40);
  }

  @Test
  void secondWriter_isRefused_untilTheFirstHasClosed() throws IOException {
    var first = Ledgers.open(folder);

    assertThatThrownBy(() -> Ledgers.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another process");

    first.close();
    Ledgers.open(folder).close();
  }

  @Test
  void idleLedger_leavesNoEmptySegmentBehind() throws IOException {
    Ledgers.open(folder).close();

    assertThat(new LedgerFolder(folder).segments()).isEmpty();
    assertThat(folder.resolve("reserve")).hasSize(8_192);
  }

  @Test
  void folder_isReadByItsOwnerAlone() throws IOException {
    var inside = folder.resolve("audit");

    Ledgers.open(inside).close();

    assertThat(Files.getPosixFilePermissions(inside))
        .hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]");
  }

  @Test
  void recordsThatComeTogether_shareASync() throws IOException {
    var groups = new ArrayList<Integer>();
    var disk = new FaultyDisk();
    var around = new FileLedger.Surroundings(disk, InstantSource.system());

    try (var ledger =
        FileLedger.open(Ledgers.settings(folder), commit -> groups.add(commit.records()), around)) {
      disk.hangs();
      var first = Ledgers.conclude(ledger, "first");
      var last = first;
      for (int i = 0; i < 10; i++) {
        last = Ledgers.conclude(ledger, "r" + i);
      }
      disk.answersAgain();
      Ledgers.index(last);
    }

    assertThat(groups).hasSizeLessThan(5);
    assertThat(groups.stream().mapToInt(i -> i).sum()).isEqualTo(11);
  }

  @Test
  void unsyncedLedger_recordsAlike_withoutASync() throws IOException {
    var disk = new FaultyDisk();
    try (var ledger = Ledgers.open(Ledgers.settings(folder).with(Sync.NONE), disk)) {
      disk.breaks(FaultyDisk.Fault.SYNC_FAILS);

      assertThat(Ledgers.refusal(Ledgers.conclude(ledger, "a"))).isEqualTo("recorded");

      disk.breaks(FaultyDisk.Fault.NONE);
    }
  }

  @Test
  void status_saysWhereTheLogEnds() throws IOException, InterruptedException {
    try (var ledger = Ledgers.open(folder)) {
      Ledgers.fill(ledger, 2);

      Ledgers.eventually(() -> ledger.status().next() == 2);

      assertThat(ledger.status())
          .usingRecursiveComparison()
          .ignoringFields("bytes")
          .isEqualTo(
              new LedgerStatus(
                  LedgerStatus.State.OPEN,
                  "",
                  2,
                  "00000000000000000000.log",
                  0,
                  Sync.GROUP,
                  0,
                  0,
                  0));
    }
  }

  @Test
  void settings_thatMakeNoSense_doNotConstruct() {
    assertThatThrownBy(() ->
            new LedgerSettings(
                folder,
                1,
                8_192,
                64,
                16,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Sync.GROUP,
                Keeping.defaults()))
        .hasMessage("segment_bytes: 1 (expected: 4096..1073741824)");
    assertThatThrownBy(() ->
            new LedgerSettings(
                folder,
                8_192,
                8_192,
                64,
                0,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Sync.GROUP,
                Keeping.defaults()))
        .hasMessageStartingWith("group_records: 0");
    assertThatThrownBy(() -> new Keeping(1, Duration.ofMinutes(1), Duration.ofHours(1), 0))
        .hasMessage("max_age: PT1M (expected: at least keep_at_least, PT1H)");
    assertThatThrownBy(() -> new Keeping(0, Duration.ofDays(1), Duration.ZERO, 0))
        .hasMessageStartingWith("max_bytes: 0");
  }
}
