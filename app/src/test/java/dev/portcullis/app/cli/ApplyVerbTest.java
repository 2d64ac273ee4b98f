package dev.portcullis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.app.wiring.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that runs, and the verb that hands it another configuration. */
final class ApplyVerbTest {

  private static final String TEXT =
      """
      version: 1
      data: data
      listeners: [{port: 0, tls: clear_text}]
      admin: {port: 0}
      routes:
        - {id: boot, surface: asset, path: /boot.png, access: anonymous,
           unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
      """;

  @TempDir private Path folder = Path.of("");
  private Path own = Path.of("");
  private Gateway gateway;

  @BeforeEach
  void start() throws IOException {
    own = Files.writeString(folder.resolve("gate.yaml"), TEXT);
    var shell = Shell.ofProcess();
    gateway = Gateway.start(ConfigFiles.load(shell, own));
    gateway.follow(own, TEXT, ConfigFiles.successors(shell, own));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aGoodFile_isInForce_andTheVerbSaysWhatChanged() throws IOException {
    var text = TEXT.replace("path: /boot.png", "path: /boot.png, deadline: 5s");
    var file = Files.writeString(folder.resolve("next.yaml"), text);

    var called = apply(file);

    assertThat(called.err()).isEmpty();
    assertThat(called.exit()).isZero();
    assertThat(called.out().lines())
        .containsExactly(
            "~ routes[boot].deadline: 30s -> 5s",
            "in force: generation 2, " + gateway.deployment().hash());
    assertThat(own).hasContent(text);
  }

  @Test
  void aBadFile_isRefusedWhole_withEverythingThatIsWrong() throws IOException {
    var text = TEXT.replace("surface: asset", "surface: aset").replace("admin: {", "amdin: {");
    var file = Files.writeString(folder.resolve("bad.yaml"), text);

    var called = apply(file);

    assertThat(called.exit()).isEqualTo(3);
    assertThat(called.out()).isEmpty();
    assertThat(called.err().lines())
        .hasSize(3)
        .anyMatch(l -> l.startsWith(file + ":4:1: ") && l.contains("amdin"))
        .anyMatch(l -> l.startsWith(file + ":6:25: /routes/0/surface: "))
        .anyMatch(l -> l.startsWith("portcullis: refused whole; "));
    assertThat(own).hasContent(TEXT);
  }

  @Test
  void whatCannotChangeWhileItRuns_isRefused_inASentence() throws IOException {
    var file =
        Files.writeString(folder.resolve("moved.yaml"), TEXT.replace("data: data", "data: d"));

    var called = apply(file);

    assertThat(called.exit()).isEqualTo(3);
    assertThat(called.err()).contains(file + ":2:7: /data: `data` changes only at a restart");
  }

  @Test
  void withoutAGateway_itSaysSo() throws IOException {
    var data = Files.createDirectory(folder.resolve("empty"));

    var nowhere = Called.with("apply", own.toString(), "--data=" + folder.resolve("none"));
    var missing = Called.with("apply", folder.resolve("none.yaml").toString(), "--data=" + data);

    assertThat(nowhere.exit()).isEqualTo(1);
    assertThat(nowhere.err()).endsWith("none: is --data the gateway's folder?\n");
    assertThat(missing.err()).endsWith("none.yaml: no such file\n");
  }

  @Test
  void nobodyWhoTakesIt_isToldAfterAWhile_andNothingIsLeftBehind() throws IOException {
    gateway.close();

    var called = apply(own);

    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.err()).contains("no gateway runs on").contains("nobody took the file");
    assertThat(folder.resolve("data/handover")).isEmptyDirectory();
  }

  private Called apply(Path file) {
    return Called.with(
        Map.of(), "apply", file.toString(), "--data", folder.resolve("data").toString());
  }
}
