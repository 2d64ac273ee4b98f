package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log as a crash, or a bad disk, may leave it. */
final class RecoveryTest {

  private static final int ZEROS = 5_000;

  @TempDir private Path temporary;
  private LedgerFolder folder;

  @BeforeEach
  void nameTheFolder() {
    folder = new LedgerFolder(temporary);
  }

  @Test
  void zerosAfterTheLastRecord_areCut_andTheLogGoesOn() throws IOException {
    write(0, group(0, "a", "b"), ByteBuffer.allocate(ZEROS));

    assertThat(recover()).isEqualTo(2);

    assertThat(Ledgers.read(temporary)).containsExactly("a", "b");
    assertThat(Scan.of(folder.segment(0)).ending()).isEqualTo(Scan.Ending.SEALED);
  }

  @Test
  void everyCutOfTheLastGroup_losesNothingOfTheGroupsBefore() throws IOException {
    var first = group(0, "a", "b");
    var second = group(2, "c", "d");
    for (int length = 0; length < second.capacity(); length++) {
      write(0, first, second.slice(0, length), ByteBuffer.allocate(64));

      assertThat(recover()).isBetween(2L, 3L);

      assertThat(Ledgers.read(temporary)).startsWith("a", "b");
      Files.delete(folder.segment(0));
    }
  }

  @Test
  void groupOfWhichOnlyTheEndReachedTheDisk_isCut() throws IOException {
    var second = group(2, "c", "d", "e");
    second.put(10, (byte) 99);
    write(0, group(0, "a", "b"), second, ByteBuffer.allocate(ZEROS));

    assertThat(recover()).isEqualTo(2);
    assertThat(Ledgers.read(temporary)).containsExactly("a", "b");
  }

  @Test
  void everyDamagedByteOfAGroup_thatALaterGroupFollows_refusesTheStart() throws IOException {
    int damaged = group(0, "a").capacity();
    for (int at = 0; at < damaged; at++) {
      var first = group(0, "a");
      first.put(at, (byte) (first.get(at) ^ 1));
      write(0, first, group(1, "b"), ByteBuffer.allocate(ZEROS));

      assertThatThrownBy(this::recover)
          .isInstanceOf(CorruptLedgerException.class)
          .hasMessageContaining("00000000000000000000.log, offset 16");

      Files.delete(folder.segment(0));
    }
  }

  @Test
  void damagedHeader_withRecordsOfSeveralGroups_refusesTheStart() throws IOException {
    write(0, group(0, "a"), group(1, "b"));
    flip(folder.segment(0), 3);

    assertThatThrownBy(this::recover).isInstanceOf(CorruptLedgerException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 70, -20, -3})
  void damageAnywhereInASealedLog_refusesTheStart(int offset) throws IOException {
    try (var ledger = Ledgers.open(temporary)) {
      Ledgers.fill(ledger, 3);
    }
    var segment = folder.segment(0);
    flip(segment, offset < 0 ? Files.size(segment) + offset : offset);

    assertThatThrownBy(() -> Ledgers.open(temporary)).isInstanceOf(CorruptLedgerException.class);
  }

  @Test
  void damageInAnOlderSegment_refusesTheStart() throws IOException {
    try (var ledger = Ledgers.open(temporary)) {
      Ledgers.fill(ledger, 40);
    }
    flip(folder.segments().get(1), 500);

    assertThatThrownBy(() -> Ledgers.open(temporary))
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessageContaining(String.valueOf(folder.segments().get(1).getFileName()));
  }

  @Test
  void missingSegmentInTheMiddle_refusesTheStart() throws IOException {
    try (var ledger = Ledgers.open(temporary)) {
      Ledgers.fill(ledger, 40);
    }
    Files.delete(folder.segments().get(1));

    assertThatThrownBy(() -> Ledgers.open(temporary)).isInstanceOf(CorruptLedgerException.class);
  }

  @Test
  void segmentThatWasOnlyJustCreated_isNoReasonToRefuse() throws IOException {
    try (var ledger = Ledgers.open(temporary)) {
      Ledgers.fill(ledger, 2);
    }
    Files.write(folder.segment(2), new byte[ZEROS]);

    try (var ledger = Ledgers.open(temporary)) {
      assertThat(Ledgers.fill(ledger, 1)).isEqualTo(2);
    }
  }

  @Test
  void refusedStart_changesNothing_andLetsGoOfTheFolder() throws IOException {
    write(0, group(0, "a"), group(1, "b"));
    flip(folder.segment(0), 20);
    var before = Files.readAllBytes(folder.segment(0));

    assertThatThrownBy(() -> Ledgers.open(temporary)).isInstanceOf(CorruptLedgerException.class);

    assertThat(Files.readAllBytes(folder.segment(0))).isEqualTo(before);
    FolderLock.take(folder.lock()).close();
  }

  private long recover() throws IOException {
    return new Recovery(folder, new LocalDisk()).run();
  }

  private static ByteBuffer group(long first, String... payloads) {
    var bytes = ByteBuffer.allocate(1_024);
    var frame = new Frame();
    for (int i = 0; i < payloads.length; i++) {
      var payload = ByteBuffer.wrap(payloads[i].getBytes(StandardCharsets.UTF_8));
      frame.put(bytes, first + i, i, payload);
    }
    return bytes.flip().slice();
  }

  private void write(long first, ByteBuffer... parts) throws IOException {
    try (var file = new LocalDisk().create(folder.segment(first))) {
      long at = 0;
      for (var part : List.of(Segment.mark(Segment.HEADER_MAGIC, first), join(parts))) {
        int length = part.remaining();
        file.write(part, at);
        at += length;
      }
    }
  }

  private static ByteBuffer join(ByteBuffer... parts) {
    var joined = ByteBuffer.allocate(16_384);
    for (var part : parts) {
      joined.put(part.duplicate());
    }
    return joined.flip();
  }

  private static void flip(Path file, long offset) throws IOException {
    var bytes = Files.readAllBytes(file);
    bytes[(int) offset] ^= 1;
    Files.write(file, bytes);
  }
}
