package dev.portcullis.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.apikey.DoomedRotation.Step;
import dev.portcullis.gateway.store.H2Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rotation whose writer is killed at each of its steps. */
final class RotationCrashTest {

  private static final int KILLED = 128 + 9;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(Step.class)
  void aWriterThatIsKilled_leavesKeysThatWork_andTheNextRoundFinishes(Step step) throws Exception {
    var store = new JdbiKeyStore(new H2Folder(folder).open(JdbiKeyStore.KEYS));
    var old = keyOfEightyFiveDaysAgo(store);

    var exit = rotateUntil(step);
    var oldWorks = find(store, old.id()).isLive(Instant.now());
    var rotation =
        new Rotation(store, keys(store), files(), Keys.DEFAULT_OVERLAP, InstantSource.system());
    rotation.run();
    rotation.run();

    assertThat(exit).isEqualTo(KILLED);
    assertThat(oldWorks).isTrue();
    assertThat(find(store, old.id())).isEqualTo(old);
    var successors = successors(store, old);
    assertThat(successors).hasSize(1);
    assertThat(files().drafts()).isEmpty();
    var text = KeyText.parse(Files.readString(files().place(old)).strip()).orElseThrow();
    assertThat(text.id()).isEqualTo(successors.getFirst().id());
    assertThat(Samples.peppers().digest(text)).isEqualTo(successors.getFirst().digest());
  }

  private static StoredKey keyOfEightyFiveDaysAgo(KeyStore store) {
    var then = Instant.now().minus(85, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
    var key =
        new Keys(store, Samples.peppers(), () -> then)
            .create(Samples.grant("alice"), Environment.LIVE, Duration.ofDays(90))
            .key();
    store.used(Map.of(key.id(), Instant.now()));
    return key;
  }

  private int rotateUntil(Step step) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DoomedRotation.class.getName(),
            folder.toString(),
            step.name())
        .inheritIO()
        .start()
        .waitFor();
  }

  private KeyFiles files() {
    return new KeyFiles(folder.resolve("rotated"));
  }

  private static Keys keys(KeyStore store) {
    return new Keys(store, Samples.peppers(), InstantSource.system());
  }

  private static StoredKey find(KeyStore store, KeyId id) {
    return store.changesSince(0).keys().stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<StoredKey> successors(KeyStore store, StoredKey old) {
    return store.changesSince(0).keys().stream().filter(key -> !key.id().equals(old.id())).toList();
  }
}
