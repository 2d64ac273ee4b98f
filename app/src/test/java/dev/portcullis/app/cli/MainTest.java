package dev.portcullis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees who does not know the verbs yet. */
final class MainTest {

  @Test
  void nothing_isAnsweredWithTheVerbs() {
    var called = Called.with();

    assertThat(called.exit()).isZero();
    assertThat(called.out()).contains("up", "demo", "run", "check", "keys", "tail", "Exit codes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "run",
        "demo",
        "check",
        "diff",
        "dump",
        "explain",
        "config",
        "keys",
        "revoke",
        "tail",
        "usage",
        "data",
        "completion",
        "version"
      })
  void everyVerb_explainsItself(String verb) {
    var called = Called.with(verb, "--help");

    assertThat(called.exit()).isZero();
    assertThat(called.out()).startsWith("Usage: portcullis " + verb);
  }

  @ParameterizedTest
  @CsvSource({
    "dmeo, demo",
    "cheke, check",
  })
  void aVerbThatIsMistyped_isAnsweredWithTheOneThatIsMeant(String typed, String meant) {
    var called = Called.with(typed);

    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.err()).contains(meant).doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up --port x",
        "run",
        "keys create",
        "keys revoke",
        "check",
        "diff a",
        "data get",
        "up --prot 1",
        "explain a b c",
        "explain GET",
        "keys mint"
      })
  void wrongUsage_isToldInALine_andEndsWith2(String line) {
    var called = Called.with(line.split(" "));

    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.err()).startsWith("portcullis: ").doesNotContain("Exception", "\tat ");
    assertThat(called.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "check absent.yaml, absent.yaml: no such file",
    "demo --data absent, no gateway was started on absent; start one: ./portcullis up",
    "tail --data absent --no-follow, no ledger in absent: is --data the gateway's folder?",
    "explain --data absent, no absent/demo.yaml; name a file: --config FILE",
    "up --port 70000, --port 70000 (expected: 0..65535)",
  })
  void whatCannotBeDone_isToldInALine_andEndsWith1(String line, String said) {
    var called = Called.with(line.split(" "));

    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.err().lines()).containsExactly("portcullis: " + said);
  }

  @Test
  void aStackTrace_isThereForThoseWhoAskForIt() {
    var called = Called.with(Map.of("PORTCULLIS_DEBUG", "1"), "check", "absent.yaml");

    assertThat(called.err()).contains("NoSuchFileException", "\tat ");
  }

  @Test
  void theVersion_isOneLine_orForScriptsTheVersionAlone() {
    assertThat(Called.with("version").out()).matches("Portcullis .+ \\(.+, Java 25.*\\)\\R");
    assertThat(Called.with("version", "--short").out().strip()).doesNotContain(" ");
  }

  @Test
  void theCompletionScript_isBash() throws Exception {
    var script = Called.with("completion", "bash");
    var bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = bash.outputWriter()) {
      in.write(script.out());
    }

    assertThat(script.out()).contains("complete -F _complete_portcullis");
    assertThat(bash.waitFor()).as(() -> bash.inputReader().lines().toList().toString()).isZero();
  }
}
