package dev.portcullis.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FamilyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");

  @Test
  void workOfAChild_countsForTheFamily() throws IOException, InterruptedException {
    // The second sh works, the first one only waits for it.
    var command = List.of("sh", "-c", "sh -c 'while :; do :; done' & wait");

    try (var child = Child.start(command, folder.resolve("log"))) {
      var before = child.family().cpu();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (child.family().cpu().minus(before).toMillis() < 50 && System.nanoTime() < end) {
        Thread.sleep(20);
      }

      assertThat(child.family().cpu().minus(before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
      ProcessHandle.of(child.family().pid())
          .orElseThrow()
          .descendants()
          .forEach(ProcessHandle::destroy);
    }
  }

  @Test
  void processThatHasEnded_holdsNothing() throws IOException, InterruptedException {
    try (var child = Child.start(List.of("true"), folder.resolve("log"))) {
      child.await(PATIENCE);

      assertThat(child.family().files()).isZero();
      assertThat(child.family().residentBytes()).isZero();
    }
  }

  @Test
  void thisProcess_holdsMemoryAndFiles() {
    var family = new Family(ProcessHandle.current().pid());

    assertThat(family.residentBytes()).isGreaterThan(10L << 20);
    assertThat(family.files()).isGreaterThan(3);
    assertThat(family.cpu()).isPositive();
  }

  @Test
  void processThatHasEnded_usesNothing() throws IOException, InterruptedException {
    try (var child = Child.start(List.of("true"), folder.resolve("log"))) {
      child.await(PATIENCE);

      assertThat(child.family().cpu()).isZero();
      assertThat(child.family().residentBytes()).isZero();
    }
  }

  @Test
  void residentSet_isInKibibytes() {
    assertThat(Family.kibibytes("VmRSS:\t  157208 kB")).isEqualTo(157_208);
  }
}
