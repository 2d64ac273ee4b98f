package dev.portcullis.inference.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of uploads: all that it was told is kept, whole. */
final class KilledUploaderTest {

  private static final int KILLS = 3;
  private static final int UPLOADS_BEFORE = 15;

  @TempDir private Path folder = Path.of("");

  @Test
  void killedProcess_leavesWholeUploadsOnly_andAllThatItWasTold()
      throws IOException, InterruptedException {
    for (int kill = 0; kill < KILLS; kill++) {
      var quarantine = folder.resolve("quarantine" + kill);

      var told = toldUntilKilled(quarantine);

      var kept = Quarantine.open(quarantine, QuarantineSettings.defaults(), InstantSource.system());
      var names = kept.datasets(Uploader.OWNER).stream().map(Upload::name).toList();
      assertThat(names).containsAll(told);
      assertThat(names.size() - told.size()).isBetween(0, 2);
      for (var upload : kept.datasets(Uploader.OWNER)) {
        assertIsWhole(quarantine, upload);
        assertThat(
                kept.bringDataset(Uploader.OWNER, upload.name(), "text/csv", content(upload))
                    .novelty())
            .isEqualTo(Quarantine.Brought.Novelty.KNOWN);
      }
    }
  }

  private static java.nio.ByteBuffer content(Upload upload) {
    return Uploader.content(Integer.parseInt(upload.name().substring(1)));
  }

  private static void assertIsWhole(Path quarantine, Upload upload) throws IOException {
    try (var files = Files.walk(quarantine)) {
      var file = files.filter(f -> f.endsWith(upload.id() + ".data")).findFirst().orElseThrow();
      assertThat(Files.readAllBytes(file)).isEqualTo(content(upload).array());
    }
  }

  private static List<String> toldUntilKilled(Path quarantine)
      throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var said = quarantine.resolveSibling(quarantine.getFileName() + ".said");
    var process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Uploader.class.getName(),
                quarantine.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(said.toFile())
            .start();
    while (process.isAlive() && told(said).size() < UPLOADS_BEFORE) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    process.destroyForcibly().waitFor();
    assertThat(told(said)).hasSizeGreaterThanOrEqualTo(UPLOADS_BEFORE);
    return told(said);
  }

  /** Whole lines; the last may have been cut. */
  private static List<String> told(Path said) throws IOException {
    var text = Files.readString(said);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
