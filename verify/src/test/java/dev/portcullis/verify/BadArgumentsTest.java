package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever calls the launcher wrongly gets a line or two and the code for it: one process for each
 * code. What every verb says of every mistake is tested where the verbs are.
 */
final class BadArgumentsTest {

  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int CONFIG = 3;

  @TempDir private Path folder = Path.of("");

  @Test
  void aVerbThatThereIsNot_isWrongUsage() throws IOException, InterruptedException {
    isExplained(USAGE, "no `zebra`", List.of("zebra"));
  }

  @Test
  void aFileThatIsBroken_isRefused_withItsLineAndColumn() throws IOException, InterruptedException {
    var broken = folder.resolve("broken.yaml");
    Files.writeString(broken, "version: 1\nlisteners:\n  - name: [\n");

    isExplained(CONFIG, "broken.yaml:4:1: ", List.of("check", broken.toString()));
  }

  @Test
  void aPortThatIsTaken_isNamed() throws IOException, InterruptedException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = taken.getLocalPort();
      var data = folder.resolve("data").toString();

      isExplained(
          FAILED, "port " + port + " is taken", List.of("up", "--port", "" + port, "--data", data));
    }
  }

  private static void isExplained(int code, String said, List<String> arguments)
      throws IOException, InterruptedException {
    var ended = CommandLine.call(arguments);

    assertThat(ended.err()).contains(said);
    assertThat(ended.code()).isEqualTo(code);
    assertThat(ended.err().lines()).hasSizeBetween(1, 4);
    assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(ended.out()).isEmpty();
  }
}
