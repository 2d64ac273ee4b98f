package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Ledger.Entry;
import dev.portcullis.monitoring.audit.LedgerStatus.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that is full, broken, or doesn't answer (F17, F18, F19 of the fault list). */
@Timeout(30)
final class DiskFaultTest {

  @TempDir private Path folder;
  private final FaultyDisk disk = new FaultyDisk();

  @ParameterizedTest
  @EnumSource(names = {"WRITE_FAILS", "WRITE_IS_TORN", "SYNC_FAILS"})
  void brokenDisk_closesTheLedger_andNothingIsTriedAgain(FaultyDisk.Fault fault)
      throws IOException {
    try (var ledger = Ledgers.open(folder, disk)) {
      Ledgers.fill(ledger, 2);
      disk.breaks(fault);

      assertThat(Ledgers.refusal(Ledgers.intend(ledger, "a"))).contains("the disk failed");

      disk.breaks(FaultyDisk.Fault.NONE);
      assertThat(Ledgers.refusal(Ledgers.intend(ledger, "b"))).contains("the disk failed");
      assertThat(Ledgers.refusal(Ledgers.conclude(ledger, "c"))).contains("the disk failed");
      assertThat(ledger.status().state()).isEqualTo(State.CLOSED);
      assertThat(ledger.status().why()).contains("Input/output error");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITE_IS_TORN", "SYNC_FAILS"})
  void afterABrokenDisk_aRestartFindsEverythingThatWasAcknowledged(FaultyDisk.Fault fault)
      throws IOException {
    try (var ledger = Ledgers.open(folder, disk)) {
      Ledgers.fill(ledger, 2);
      disk.breaks(fault);
      Ledgers.refusal(Ledgers.intend(ledger, "never acknowledged"));
    }

    Ledgers.open(folder).close();

    assertThat(Ledgers.read(folder)).hasSizeGreaterThanOrEqualTo(2);
    assertThat(Ledgers.read(folder).getFirst()).contains("\"id\":\"r0\"");
  }

  @Test
  void fullDisk_refusesIntents_recordsOutcomesInTheReserve_andResumesAlone()
      throws IOException, InterruptedException {
    try (var ledger = Ledgers.open(folder, disk)) {
      disk.isFullAt(0);

      assertThat(Ledgers.refusal(Ledgers.intend(ledger, "a"))).contains("the disk is full");
      assertThat(ledger.status().state()).isEqualTo(State.FULL);

      disk.isFullAt(8_192);
      assertThat(Ledgers.refusal(Ledgers.intend(ledger, "b"))).contains("the disk is full");

      disk.hasSpaceAgain();
      Ledgers.eventually(() -> ledger.status().state() == State.OPEN);
      assertThat(Ledgers.refusal(Ledgers.intend(ledger, "c"))).isEqualTo("recorded");
    }
  }

  @Test
  void outcomesOnAFullDisk_goIntoTheReserve_andAreThereAfterwards() throws IOException {
    int kept = 0;
    try (var ledger = Ledgers.open(folder, disk)) {
      Ledgers.fill(ledger, 1);
      disk.isFullAt(8_192);
      var refusals = new ArrayList<String>();
      for (int i = 0; i < 1_200 && refusals.isEmpty(); i++) {
        var outcome = Ledgers.refusal(Ledgers.conclude(ledger, "outcome"));
        if (outcome.equals("recorded")) {
          kept++;
        } else {
          refusals.add(outcome);
        }
      }
      assertThat(refusals).allSatisfy(why -> assertThat(why).contains("so is the reserve"));
    }

    Ledgers.open(folder).close();

    assertThat(kept).isPositive();
    assertThat(Ledgers.read(folder)).hasSize(kept + 1);
  }

  @Test
  void folderThatIsFull_refusesKnownCallers_withoutLosingARecord_andResumesWhenThereIsSpace()
      throws IOException, InterruptedException {
    disk.holdsAtMost(folder, 4 << 20);
    long acknowledged = 0;
    try (var ledger = Ledgers.open(folder, disk)) {
      while (Ledgers.refusal(Ledgers.intend(ledger, "a")).equals("recorded")) {
        acknowledged++;
      }
      assertThat(acknowledged).isGreaterThan(1_000);
      assertThat(Ledgers.refusal(Ledgers.intend(ledger, "b"))).contains("the disk is full");

      disk.holdsAtMost(folder, 16 << 20);
      Ledgers.eventually(() -> ledger.status().state() == State.OPEN);

      assertThat(Ledgers.index(Ledgers.intend(ledger, "c"))).isEqualTo(acknowledged);
    }
    assertThat(Ledgers.read(folder)).hasSize((int) acknowledged + 1);
  }

  @Test
  void shortOfSpace_knownCallersAreRecorded_strangersCounted_andWrittenWhenThereIsSpace()
      throws IOException, InterruptedException {
    var settings =
        Ledgers.settings(folder)
            .with(new Keeping(1L << 40, Duration.ofDays(90), Duration.ofHours(1), 1_000));
    disk.saysItHas(999);
    try (var ledger = Ledgers.open(settings, disk)) {
      Ledgers.eventually(() -> ledger.status().state() == State.SHORT);

      var refused = Ledgers.stranger("a", "203.0.113.7", Reason.UNAUTHENTICATED);
      assertThat(Ledgers.index(ledger.conclude(refused))).isEqualTo(Entry.COUNTED.index());
      assertThat(Ledgers.index(Ledgers.intend(ledger, "b"))).isZero();

      disk.saysItHas(1_000);
      Ledgers.eventually(() -> ledger.status().next() == 2);
    }
    assertThat(Ledgers.read(folder).getLast()).contains("\"event\":\"refusals\"", "\"count\":1");
  }

  @Test
  void fullDiskAtTheStart_opensRefusing_andResumesAlone() throws IOException, InterruptedException {
    disk.isFullAt(0);

    try (var ledger = Ledgers.open(folder, disk)) {
      assertThat(ledger.status().state()).isEqualTo(State.FULL);
      assertThat(Ledgers.refusal(Ledgers.conclude(ledger, "a"))).contains("the disk is full");

      disk.hasSpaceAgain();
      Ledgers.eventually(() -> ledger.status().state() == State.OPEN);
      assertThat(Ledgers.index(Ledgers.intend(ledger, "b"))).isZero();
    }
  }

  @Test
  void hangingDisk_failsAtTheDeadline_thenAtOnce_andResumesAlone()
      throws IOException, InterruptedException {
    try (var ledger = Ledgers.open(folder, disk)) {
      Ledgers.fill(ledger, 1);
      disk.hangs();
      long begun = System.nanoTime();

      assertThat(Ledgers.refusal(Ledgers.intend(ledger, "a"))).contains("did not answer in time");
      assertThat(System.nanoTime() - begun).isBetween(400_000_000L, 2_000_000_000L);

      Ledgers.eventually(() -> ledger.status().state() == State.STALLED);
      var late = (CompletableFuture<?>) Ledgers.intend(ledger, "b");
      assertThat(late).isCompletedExceptionally();

      disk.answersAgain();
      Ledgers.eventually(() -> ledger.status().state() == State.OPEN);
      assertThat(Ledgers.refusal(Ledgers.intend(ledger, "c"))).isEqualTo("recorded");
    }
  }

  @Test
  void fullQueue_refusesAtOnce_andTheCallerNeverWaits() throws IOException {
    try (var ledger = Ledgers.open(folder, disk)) {
      disk.hangs();
      var stages = new ArrayList<CompletableFuture<?>>();

      for (int i = 0; i < 200; i++) {
        stages.add((CompletableFuture<?>) Ledgers.conclude(ledger, "r" + i));
      }

      assertThat(stages)
          .filteredOn(CompletableFuture::isCompletedExceptionally)
          .hasSizeBetween(200 - 64 - 16 - 1, 200 - 64);
      disk.answersAgain();
    }
  }

  @Test
  void realFullDevice_isToldApartFromABrokenOne() throws IOException {
    try (var full = new LocalDisk().open(Path.of("/dev/full"))) {
      assertThat(catchThrowable(() -> full.write(ByteBuffer.allocate(1), 0)))
          .isInstanceOf(DiskFullException.class);
    }
  }
}
