package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path temporary;
  private LedgerFolder folder;
  private final List<String> recorded = new ArrayList<>();

  @BeforeEach
  void fillSomeSegments() throws IOException {
    folder = new LedgerFolder(temporary);
    try (var ledger = Ledgers.open(temporary)) {
      Ledgers.fill(ledger, 60);
    }
    assertThat(folder.segments()).hasSizeGreaterThan(3);
    for (var segment : folder.segments()) {
      age(segment, Duration.ofDays(2));
    }
  }

  private static void age(Path segment, Duration age) throws IOException {
    Files.setLastModifiedTime(segment, FileTime.from(NOW.minus(age)));
  }

  private void record(ByteBuffer json) {
    recorded.add(StandardCharsets.UTF_8.decode(json).toString());
  }

  private Retention retention(long maxBytes, Duration maxAge, Duration floor) {
    return retention(maxBytes, maxAge, floor, this::record);
  }

  private Retention retention(
      long maxBytes, Duration maxAge, Duration floor, Consumer<ByteBuffer> record) {
    var keeping = new Keeping(maxBytes, maxAge, floor, 0);
    return new Retention(folder, keeping, new LocalDisk(), () -> NOW, record);
  }

  @Test
  void nothingDue_removesNothing() throws IOException {
    int before = folder.segments().size();

    var retention = retention(1L << 30, Duration.ofDays(3), Duration.ofHours(1));
    retention.look();

    assertThat(folder.segments()).hasSize(before);
    assertThat(recorded).isEmpty();
    assertThat(retention.kept().first()).isZero();
    assertThat(retention.kept().bytes()).isGreaterThan(before * 8_000L);
  }

  @Test
  void moreThanTheBound_goesOldestFirst_untilItFits_andIsOnRecord() throws IOException {
    var before = folder.segments();
    long bound = Files.size(before.get(1)) * (before.size() - 2);

    retention(bound, Duration.ofDays(30), Duration.ofHours(1)).look();

    assertThat(folder.segments()).isNotEmpty().isSubsetOf(before.subList(1, before.size()));
    var first = JSON.readTree(recorded.getFirst());
    assertThat(first.path("event").asString()).isEqualTo("removal");
    assertThat(first.path("first").asLong()).isZero();
    assertThat(first.path("next").asLong()).isEqualTo(LedgerFolder.first(before.get(1)));
    assertThat(first.path("why").asString()).isEqualTo("max_bytes");
    assertThat(first.path("sha256").asString()).hasSize(64);
    assertThat(first.propertyNames().stream().toList()).isSorted();
  }

  @Test
  void olderThanTheBound_goes_butTheNewestSegmentNever() throws IOException {
    var before = folder.segments();

    retention(1L << 30, Duration.ofDays(1), Duration.ofHours(1)).look();

    assertThat(folder.segments()).containsExactly(before.getLast());
    assertThat(recorded).hasSize(before.size() - 1).allMatch(json -> json.contains("max_age"));
  }

  @Test
  void nothingYoungerThanTheFloor_goes_howeverMuchThereIs() throws IOException {
    var before = folder.segments();
    age(before.get(1), Duration.ofMinutes(59));

    retention(1, Duration.ofDays(30), Duration.ofHours(1)).look();

    assertThat(folder.segments()).containsExactlyElementsOf(before.subList(1, before.size()));
  }

  @Test
  void removalThatCannotBeRecorded_doesNotHappen() throws IOException {
    var before = folder.segments();
    var retention =
        retention(
            1,
            Duration.ofDays(30),
            Duration.ZERO,
            _ -> {
              throw new IllegalStateException("not recorded");
            });

    assertThatThrownBy(retention::look).hasMessage("not recorded");

    assertThat(folder.segments()).isEqualTo(before);
  }

  @Test
  void logWithoutItsRemovedBeginning_opens_andGoesOnWithTheNextIndex() throws IOException {
    retention(1, Duration.ofDays(30), Duration.ZERO).look();

    try (var ledger = Ledgers.open(temporary)) {
      assertThat(Ledgers.fill(ledger, 1)).isEqualTo(60);
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.OPEN);
    }
  }

  @Test
  void beginningThatNobodySaidWasRemoved_refusesTheStart() throws IOException {
    Files.delete(folder.segments().getFirst());

    assertThatThrownBy(() -> Ledgers.open(temporary))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessageContaining("records from 0 on are missing");
  }

  @Test
  void logThatIsGoneAltogether_afterARemoval_refusesTheStart() throws IOException {
    retention(1, Duration.ofDays(30), Duration.ZERO).look();
    Files.delete(folder.segments().getFirst());

    assertThatThrownBy(() -> Ledgers.open(temporary)).isInstanceOf(CorruptLedgerException.class);
  }

  @Test
  void crashBetweenTheWordAndTheDeed_isNoLoss() throws IOException {
    folder.keepFrom(LedgerFolder.first(folder.segments().get(1)), new LocalDisk());

    Ledgers.open(temporary).close();

    assertThat(Ledgers.read(temporary)).hasSize(60);
  }

  @Test
  void readerThatIsOvertaken_goesOnWithTheOldestThatIsKept() throws IOException {
    try (var cursor = LedgerCursor.fromStart(temporary)) {
      assertThat(cursor.next()).isPresent();
      retention(1, Duration.ofDays(30), Duration.ZERO).look();
      long kept = LedgerFolder.first(folder.segments().getFirst());

      long previous = 0;
      for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
        long sequence = next.get().sequence();
        assertThat(sequence).isIn(previous + 1, kept);
        previous = sequence;
      }
      assertThat(previous).isEqualTo(59);
    }
  }

  @Test
  void runningLedger_removesBySettings_andSaysWhereItBegins()
      throws IOException, InterruptedException {
    var keeping = new Keeping(1, Duration.ofDays(1_000), Duration.ZERO, 0);
    var settings = Ledgers.settings(temporary).with(keeping);

    try (var ledger = FileLedger.open(settings, Ledgers.NOBODY)) {
      Ledgers.eventually(() -> ledger.status().first() > 0);
    }

    assertThat(Ledgers.read(temporary))
        .anyMatch(json -> json.startsWith("{\"bytes\":") && json.contains("\"event\":\"removal\""));
  }
}
