package dev.portcullis.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PepperFileTest {

  private static final KeyText KEY = KeyText.mint(Environment.TEST, new SecureRandom());

  @TempDir Path folder;

  @Test
  void firstStart_makesAPepper_thatOnlyTheOwnerReads() throws Exception {
    PepperFile.open(folder, PepperFile.Purpose.OWN);

    var mode = Files.getPosixFilePermissions(folder.resolve(PepperFile.NAME));

    assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void nextStart_readsTheSamePepper() throws Exception {
    var first = PepperFile.open(folder, PepperFile.Purpose.OWN).peppers();

    var next = PepperFile.open(folder, PepperFile.Purpose.OWN).peppers();

    assertThat(next.digest(KEY)).isEqualTo(first.digest(KEY));
  }

  @Test
  void twoFolders_haveTwoPeppers(@TempDir Path other) throws Exception {
    var here = PepperFile.open(folder, PepperFile.Purpose.OWN).peppers();
    var there = PepperFile.open(other, PepperFile.Purpose.OWN).peppers();

    assertThat(here.digest(KEY)).isNotEqualTo(there.digest(KEY));
  }

  @Test
  void demoPepper_saysSo_howeverItIsOpenedLater() throws Exception {
    PepperFile.open(folder, PepperFile.Purpose.DEMO);

    assertThat(PepperFile.open(folder, PepperFile.Purpose.OWN).isDemo()).isTrue();
  }

  @Test
  void ownPepper_isNoDemo() throws Exception {
    assertThat(PepperFile.open(folder, PepperFile.Purpose.OWN).isDemo()).isFalse();
  }

  @Test
  void processesThatStartAtOnce_agreeOnOnePepper() throws Exception {
    Callable<KeyDigest> start =
        () -> PepperFile.open(folder, PepperFile.Purpose.OWN).peppers().digest(KEY);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var digests = threads.invokeAll(List.of(start, start, start, start, start, start));

      assertThat(digests.stream().map(done -> done.resultNow()).distinct()).hasSize(1);
    }
  }

  @Test
  void addedVersion_isUsedForNewKeys_andTheOldOneStays() throws Exception {
    var before = PepperFile.open(folder, PepperFile.Purpose.OWN).peppers().digest(KEY);
    var path = folder.resolve(PepperFile.NAME);
    Files.writeString(path, Files.readString(path) + "v2 " + "ab".repeat(32) + "\n");

    var peppers = PepperFile.open(folder, PepperFile.Purpose.OWN).peppers();

    assertThat(peppers.digest(KEY).pepper()).isEqualTo(2);
    assertThat(peppers.digest(before.pepper(), KEY)).isEqualTo(before);
  }

  @Test
  void fileThatOthersMayRead_isRefused() throws Exception {
    PepperFile.open(folder, PepperFile.Purpose.OWN);
    Files.setPosixFilePermissions(
        folder.resolve(PepperFile.NAME), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> PepperFile.open(folder, PepperFile.Purpose.OWN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("0600");
  }

  @Test
  void brokenLine_isRefused_withoutQuotingIt() throws Exception {
    for (var line : List.of("v1 sesame", "sesame", "v0 " + "ab".repeat(32), "v1", "x1 00")) {
      write(line + "\n");

      assertThatThrownBy(() -> PepperFile.open(folder, PepperFile.Purpose.OWN))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("sesame");
    }
  }

  @Test
  void fileWithoutAPepper_orWithOneTwice_isRefused() throws Exception {
    for (var content : List.of("", "# nothing\n", ("v1 " + "ab".repeat(32) + "\n").repeat(2))) {
      write(content);

      assertThatThrownBy(() -> PepperFile.open(folder, PepperFile.Purpose.OWN))
          .isInstanceOf(IOException.class);
    }
  }

  private void write(String content) throws IOException {
    var path = folder.resolve(PepperFile.NAME);
    Files.writeString(path, content);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }
}
