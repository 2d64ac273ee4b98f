package dev.portcullis.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may follow on a configuration that is in force, and what would need a restart. */
final class RestartOnlyTest {

  private static final String GOOD =
      ConfigFileTest.GOOD.replace(
          "version: 1\n",
          """
          version: 1
          data: store
          admin: {port: 9001}
          audit: {deadline: 2s}
          redis: {url: "redis://127.0.0.1:6379"}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "data: store ^ data: shop ^ f.yaml:2:7: /data: `data`",
        "data: store ^  ^ f.yaml:1:1: /data: `data`",
        "port: 9001 ^ port: 9002 ^ f.yaml:3:8: /admin: `admin`",
        "deadline: 2s ^ deadline: 3s ^ f.yaml:4:8: /audit: `audit`",
        "127.0.0.1:6379 ^ 127.0.0.1:6380 ^ f.yaml:5:8: /redis: `redis`",
        "port: 8443 ^ port: 8444 ^ f.yaml:7:3: /listeners: `listeners`",
        "tls: clear_text ^ 'tls: development' ^ f.yaml:7:3: /listeners: `listeners`",
      })
  void whatConnectionsAndFilesHangOn_changesOnlyAtARestart(
      String inForce, @Nullable String next, String place) {
    var text = GOOD.replace(inForce, Objects.requireNonNullElse(next, ""));

    assertThatThrownBy(() -> successor(text))
        .hasMessage(place + " changes only at a restart (expected: as it is in force)");
  }

  @Test
  void everythingElse_mayFollow() {
    var next =
        successor(
            GOOD.replace("strictness: 3", "strictness: 4")
                .replace("127.0.0.1:9000", "127.0.0.1:9009")
                .replace("name: fashion", "name: clothes")
                .replace("path: /api/**", "path: /calls/**"));

    assertThat(next.hash()).isNotEqualTo(inForce().hash());
  }

  @Test
  void whatIsWrongInItself_isToldFirst() {
    assertThatThrownBy(() -> successor(GOOD.replace("data: store", "dota: store")))
        .hasMessage("f.yaml:2:1: /dota: unknown key `dota`; did you mean `data`?");
  }

  private static Deployment inForce() {
    return file().parse(Path.of("/etc/portcullis/f.yaml"), GOOD);
  }

  private static Deployment successor(String text) {
    return file().successor(inForce(), Path.of("/etc/portcullis/f.yaml"), "f.yaml", text);
  }

  private static ConfigFile file() {
    return new ConfigFile(TestControls.all(), Map.of(), _ -> Optional.empty());
  }
}
