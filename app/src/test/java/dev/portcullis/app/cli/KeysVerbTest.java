package dev.portcullis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysVerbTest {

  @TempDir private Path data = Path.of("");

  @Test
  void aKey_isShownOnce_listed_rotatedAndRevoked() {
    var made = keys("create", "alice", "--tier", "gold", "--model", "fashion");
    var id = made.out().substring(9, 17);

    assertThat(made.exit()).isZero();
    assertThat(made.out().strip()).startsWith("pcl_live_").doesNotContain("\n");
    assertThat(made.err()).contains("key " + id + " for alice", "shown this once");
    assertThat(keys("list").out())
        .contains(id, "alice", "gold", "live", "never", "fashion")
        .doesNotContain(made.out().strip());

    var next = keys("rotate", id);
    assertThat(next.exit()).isZero();
    assertThat(keys("list").out().lines().filter(l -> l.contains("alice"))).hasSize(2);

    assertThat(keys("revoke", id).out()).contains("revoked " + id + " of alice");
    assertThat(keys("list").out().lines().filter(l -> l.contains(id)).findFirst().orElseThrow())
        .contains("revoked");
  }

  @Test
  void whatCannotBeDone_isToldInALine() {
    assertThat(keys("revoke", "short").err())
        .isEqualTo("portcullis: key id: expected: 8 characters of A-Z, a-z, 0-9\n");
    assertThat(keys("revoke", "AAAAAAAA").exit()).isEqualTo(1);
    assertThat(keys("create", "a b").err()).startsWith("portcullis: name: ");
    assertThat(keys("create", "bob", "--days", "9999").err()).startsWith("portcullis: ");
  }

  @Test
  void aKey_spansPlanesOnlyWhereThatIsAskedFor() {
    String[] both = {"create", "carol", "--scope", "training:upload", "--scope", "inference:*"};

    assertThat(keys(both).exit()).isEqualTo(1);
    assertThat(keys(both).err()).contains("span planes", "INFERENCE, TRAINING");
    assertThat(keys(concat(both, "--across-planes")).exit()).isZero();
  }

  private static String[] concat(String[] line, String last) {
    return Stream.concat(Stream.of(line), Stream.of(last)).toArray(String[]::new);
  }

  private Called keys(String... arguments) {
    var line = new java.util.ArrayList<String>();
    line.add("keys");
    line.addAll(java.util.List.of(arguments));
    line.add("--data=" + data);
    return Called.with(line.toArray(String[]::new));
  }
}
