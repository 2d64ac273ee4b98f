package dev.portcullis.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gateway.store.H2Folder;
import dev.portcullis.gateway.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JdbiKeyStoreTest implements KeyStoreContract {

  @TempDir Path folder;

  @Override
  public KeyStore store() throws IOException {
    return new JdbiKeyStore(new H2Folder(folder).open(JdbiKeyStore.KEYS));
  }

  @Test
  void printedKeys_areAllThere_afterKillMinus9() throws Exception {
    var maker = keyMaker(Integer.MAX_VALUE);
    while (printed().size() < 8) {
      assertThat(maker.isAlive()).isTrue();
      Thread.sleep(20);
    }

    maker.destroyForcibly().waitFor();

    assertThat(store().changesSince(0).keys().stream().map(key -> key.id().value()))
        .containsAll(printed());
  }

  @Test
  void twoProcesses_useOneStoreAtOnce() throws Exception {
    var here = store();
    var keys = new Keys(here, Samples.peppers(), InstantSource.system());
    var maker = keyMaker(6);
    var made = new ArrayList<String>();

    for (var round = 0; round < 8 || maker.isAlive(); round++) {
      var grant = Samples.grant("here-" + round);
      made.add(keys.create(grant, Environment.TEST, Samples.DAY).key().id().value());
      Thread.sleep(30);
    }
    made.addAll(printed());

    assertThat(maker.waitFor()).isZero();
    assertThat(made).hasSizeGreaterThanOrEqualTo(14);
    assertThat(here.changesSince(0).keys().stream().map(key -> key.id().value()))
        .containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void anotherProcesssWrite_isSeen_byAReaderThatHasReadBefore() throws Exception {
    var here = store();
    var seen = here.changesSince(0);

    var maker = keyMaker(1);
    assertThat(maker.waitFor()).isZero();

    assertThat(here.changesSince(seen.revision()).keys()).hasSize(1);
  }

  @Test
  void databaseFile_isTheOwnersAlone() throws Exception {
    store();

    var mode = Files.getPosixFilePermissions(folder.resolve("keys.mv.db"));

    assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
  }

  @Test
  void vanishedFile_isAFailure_notAnEmptyStore() throws Exception {
    var store = store();
    Files.delete(folder.resolve("keys.mv.db"));

    assertThatThrownBy(() -> store.changesSince(0)).isInstanceOf(StoreFailure.class);
  }

  @Test
  void brokenFile_isAFailure_notAnEmptyStore() throws Exception {
    var store = store();
    Files.writeString(folder.resolve("keys.mv.db"), "no database at all");

    assertThatThrownBy(() -> store.changesSince(0)).isInstanceOf(StoreFailure.class);
  }

  @Test
  void storeOpenedAgain_holdsWhatWasCommitted() throws Exception {
    var first = store();
    first.commit(first.changesSince(0).revision(), List.of(Samples.stored("kid00001")));

    var again = store();

    assertThat(again.changesSince(0)).isEqualTo(first.changesSince(0));
  }

  private Process keyMaker(int keys) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KeyMaker.class.getName(),
            folder.toString(),
            String.valueOf(keys))
        .redirectOutput(output().toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private Path output() {
    return folder.resolve("printed");
  }

  /** Whole lines that are key ids; the rest is the logging of a process without a configuration. */
  private List<String> printed() throws IOException {
    var text = Files.readString(output());
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.length() == KeyId.LENGTH)
        .toList();
  }
}
