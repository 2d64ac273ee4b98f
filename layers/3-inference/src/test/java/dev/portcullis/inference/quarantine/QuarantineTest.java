package dev.portcullis.inference.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.inference.quarantine.Quarantine.Brought.Novelty;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuarantineTest {

  private static final String CSV = "text/csv";
  private static final String ONNX = "application/onnx";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-05-01T12:00:00Z"));

  @TempDir private Path folder = Path.of("");

  @Test
  void upload_isThereForItsOwner_alsoAfterARestart() throws IOException {
    var brought = open().bringDataset("alice", "sales", CSV, bytes("a,b\n"));

    assertThat(brought.novelty()).isEqualTo(Novelty.NEW);
    assertThat(brought.upload().bytes()).isEqualTo(4);
    assertThat(brought.upload().sha256())
        .isEqualTo("5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313");
    assertThat(open().dataset("alice", "sales")).contains(brought.upload());
    assertThat(open().datasets("alice")).containsExactly(brought.upload());
  }

  @Test
  void anothersUpload_isNotThere_byNameNorById() throws IOException {
    var quarantine = open();
    quarantine.bringDataset("alice", "sales", CSV, bytes("a\n"));
    var version = quarantine.bringVersion("alice", "fashion", ONNX, bytes("model")).upload();

    assertThat(quarantine.dataset("bob", "sales")).isEmpty();
    assertThat(quarantine.version("bob", "fashion", version.id())).isEmpty();
    assertThat(quarantine.datasets("bob")).isEmpty();
    assertThat(quarantine.versions("bob", "fashion")).isEmpty();
    assertThat(quarantine.version("alice", "minilm", version.id())).isEmpty();
    assertThat(quarantine.version("alice", "fashion", version.id())).contains(version);
  }

  @Test
  void sameContentOfTwoOwners_hasTwoIds() throws IOException {
    var quarantine = open();

    var alices = quarantine.bringVersion("alice", "fashion", ONNX, bytes("model")).upload();
    var bobs = quarantine.bringVersion("bob", "fashion", ONNX, bytes("model")).upload();

    assertThat(alices.sha256()).isEqualTo(bobs.sha256());
    assertThat(alices.id()).isNotEqualTo(bobs.id()).hasSize(32);
  }

  @Test
  void sameContentAgain_isKnown_andOtherContentUnderTheName_isAConflict() throws IOException {
    var quarantine = open();
    var first = quarantine.bringDataset("alice", "sales", CSV, bytes("a\n"));

    var again = quarantine.bringDataset("alice", "sales", CSV, bytes("a\n"));

    assertThat(again.novelty()).isEqualTo(Novelty.KNOWN);
    assertThat(again.upload()).isEqualTo(first.upload());
    assertThat(reason(() -> quarantine.bringDataset("alice", "sales", CSV, bytes("b\n"))))
        .isEqualTo(Reason.CONFLICT);
    assertThat(quarantine.bringDataset("bob", "sales", CSV, bytes("b\n")).novelty())
        .isEqualTo(Novelty.NEW);
  }

  @Test
  void otherContentOfAModel_isAnotherVersion() throws IOException {
    var quarantine = open();
    quarantine.bringVersion("alice", "fashion", ONNX, bytes("one"));
    quarantine.bringVersion("alice", "fashion", ONNX, bytes("two"));
    quarantine.bringVersion("alice", "fashion", ONNX, bytes("two"));

    assertThat(quarantine.versions("alice", "fashion")).hasSize(2);
  }

  @Test
  void deletedUpload_isGone_andMakesRoom() throws IOException {
    var quarantine = open(new QuarantineSettings(10, 10, 10));
    var upload = quarantine.bringDataset("alice", "x", CSV, bytes("12345678")).upload();
    assertThat(reason(() -> quarantine.bringDataset("alice", "y", CSV, bytes("123"))))
        .isEqualTo(Reason.STORAGE_FULL);

    quarantine.delete("alice", upload);
    quarantine.delete("alice", upload);

    assertThat(open().dataset("alice", "x")).isEmpty();
    assertThat(quarantine.bringDataset("alice", "y", CSV, bytes("1234567890")).novelty())
        .isEqualTo(Novelty.NEW);
  }

  @Test
  void deleteOfWhatWasReplacedMeanwhile_takesNothing_andTheTotalHolds() throws IOException {
    var quarantine = open(new QuarantineSettings(10, 10, 10));
    var seen = quarantine.bringDataset("alice", "x", CSV, bytes("1234")).upload();
    quarantine.delete("alice", seen);
    var other = quarantine.bringDataset("alice", "x", CSV, bytes("12345678")).upload();

    assertThat(quarantine.delete("alice", seen)).isEmpty();

    assertThat(quarantine.dataset("alice", "x")).contains(other);
    assertThat(reason(() -> quarantine.bringDataset("bob", "y", CSV, bytes("123"))))
        .isEqualTo(Reason.OVERLOADED);
    assertThat(quarantine.delete("alice", other)).contains(other);
    quarantine.bringDataset("bob", "y", CSV, bytes("1234567890"));
  }

  @Test
  void deleteThatTheDiskRefusesHalfway_makesRoomAllTheSame() throws IOException {
    var quarantine = open(new QuarantineSettings(10, 10, 10));
    var upload = quarantine.bringDataset("alice", "x", CSV, bytes("12345678")).upload();
    var content = fileOf(upload, ".data");
    Files.delete(content);
    Files.createDirectories(content.resolve("in the way"));

    assertThatThrownBy(() -> quarantine.delete("alice", upload)).isInstanceOf(IOException.class);

    assertThat(quarantine.dataset("alice", "x")).isEmpty();
    assertThat(quarantine.bringDataset("bob", "y", CSV, bytes("1234567890")).novelty())
        .isEqualTo(Novelty.NEW);
  }

  @Test
  void uploadThatTheDiskRefusesHalfway_leavesNothing_andTakesNoRoom() throws IOException {
    var quarantine = open(new QuarantineSettings(10, 10, 10));
    var upload = quarantine.bringDataset("alice", "x", CSV, bytes("1")).upload();
    var known = fileOf(upload, ".upload");
    quarantine.delete("alice", upload);
    Files.createDirectory(known);

    assertThatThrownBy(() -> quarantine.bringDataset("alice", "x", CSV, bytes("12345678")))
        .isInstanceOf(IOException.class);

    assertThat(files()).noneMatch(file -> file.getFileName().toString().startsWith(upload.id()));
    quarantine.bringDataset("alice", "x", CSV, bytes("1234567890"));
  }

  @Test
  void whatOneOwnerBrings_isBounded_inNumberAndInBytes_andSoIsAllOfThem() throws IOException {
    var quarantine = open(new QuarantineSettings(10, 2, 15));
    quarantine.bringDataset("alice", "a", CSV, bytes("1"));
    quarantine.bringDataset("alice", "b", CSV, bytes("2"));

    assertThat(reason(() -> quarantine.bringDataset("alice", "c", CSV, bytes("3"))))
        .isEqualTo(Reason.STORAGE_FULL);
    assertThat(reason(() -> quarantine.bringDataset("bob", "a", CSV, bytes("12345678901"))))
        .isEqualTo(Reason.STORAGE_FULL);
    quarantine.bringDataset("bob", "a", CSV, bytes("1234567890"));
    assertThat(reason(() -> quarantine.bringDataset("carol", "a", CSV, bytes("12345"))))
        .isEqualTo(Reason.OVERLOADED);
    quarantine.bringDataset("carol", "a", CSV, bytes("123"));
  }

  @Test
  void uploadsAtTheSameTime_areNeverMoreThanTheBound() throws IOException {
    var quarantine = open(new QuarantineSettings(100, 1_000, 1_000));

    var tries =
        IntStream.range(0, 40)
            .mapToObj(i ->
                CompletableFuture.runAsync(() -> bringOrNot(quarantine, "n" + i, "x".repeat(10))))
            .toList();
    tries.forEach(CompletableFuture::join);

    assertThat(quarantine.datasets("alice")).hasSize(10);
    assertThat(open().datasets("alice")).hasSize(10);
  }

  private static void bringOrNot(Quarantine quarantine, String name, String content) {
    try {
      quarantine.bringDataset("alice", name, CSV, bytes(content));
    } catch (DeniedException _) {
      // One too many: what the test is about.
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void filesOnDisk_areTheOwnersAlone_andNamedAfterNothingThatAClientChose() throws IOException {
    open().bringDataset("alice", "..", CSV, bytes("secret,content\n"));

    for (var file : files()) {
      var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      assertThat(mode).isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      assertThat(folder.relativize(file).toString())
          .doesNotContain("alice", "..")
          .matches(name ->
              name.chars().allMatch(c -> "/abcdefghijklmnopqrstuvwxyz0123456789.".indexOf(c) >= 0));
    }
  }

  @Test
  void whatNobodyFinished_isGoneAfterARestart() throws IOException {
    var whole = open().bringDataset("alice", "x", CSV, bytes("a\n")).upload();
    var shelf = files().stream().filter(f -> f.toString().endsWith(".upload")).findFirst();
    var upload = shelf.orElseThrow();
    Files.writeString(upload.resolveSibling("0123.data"), "content without anything known of it");
    Files.writeString(upload.resolveSibling("4567.upload.draft"), "kind data");
    Files.writeString(upload.resolveSibling("4567.data.draft"), "half");

    assertThat(open().datasets("alice")).containsExactly(whole);

    assertThat(files().stream().map(f -> f.getFileName().toString()))
        .noneMatch(name -> name.startsWith("0123") || name.startsWith("4567"));
  }

  @Test
  void damagedUpload_isTold_notOverlooked() throws IOException {
    open().bringDataset("alice", "x", CSV, bytes("a\n"));
    for (var file : files()) {
      if (file.toString().endsWith(".upload")) {
        Files.writeString(file, "kind dataset\nname x\n");
      }
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void oddSettings_areRefused() {
    assertThatThrownBy(() -> new QuarantineSettings(2, 1, 1)).hasMessageStartingWith("owner_bytes");
    assertThatThrownBy(() -> new QuarantineSettings(1, 0, 1))
        .hasMessageStartingWith("owner_uploads");
  }

  private Quarantine open() throws IOException {
    return open(QuarantineSettings.defaults());
  }

  private Quarantine open(QuarantineSettings settings) throws IOException {
    return Quarantine.open(folder.resolve("quarantine"), settings, CLOCK);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("quarantine"))) {
      return files.toList();
    }
  }

  private Path fileOf(Upload upload, String suffix) throws IOException {
    var name = upload.id() + suffix;
    return files().stream().filter(file -> file.endsWith(name)).findFirst().orElseThrow();
  }

  private static Reason reason(ThrowingCallable refused) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(DeniedException.class, refused)
        .denial()
        .reason();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
