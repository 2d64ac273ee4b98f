package dev.portcullis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs about files: check, diff, dump, explain, config schema. */
final class ConfigVerbsTest {

  private static final String GOOD =
      """
      version: 1
      listeners: [{port: 8443, tls: clear_text}]
      upstreams:
        - {name: api, urls: ["http://127.0.0.1:9000"], credential: "${TOKEN}"}
      routes:
        - {id: calls, surface: json, path: /api/**, upstream: api,
           unprotected: [VALIDATE, FIREWALL, PROTECT]}
      policies:
        - {id: apikey, control: apikey}
        - {id: access, control: model-access, mode: observe}
        - {id: quota, control: quota, on_error: allow}
      """;

  private static final Map<String, String> TOKEN = Map.of("TOKEN", "hush-hush");

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("gate.yaml"), GOOD);
  }

  @Test
  void check_saysThatAllIsWell_andWhatIsUnprotected() {
    var called = Called.with(TOKEN, "check", file.toString());

    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .contains("gate.yaml: well: 1 routes, 4 policies")
        .contains("route calls: unprotected by choice: [VALIDATE, FIREWALL, PROTECT]");
  }

  @Test
  void check_endsWith3_andSaysEverythingWithItsPlace() throws IOException {
    Files.writeString(
        file, GOOD.replace("control: quota", "control: qouta").replace("api,\n", "apu,\n"));

    var called = Called.with(TOKEN, "check", file.toString());

    assertThat(called.exit()).isEqualTo(3);
    assertThat(called.err().lines())
        .anyMatch(l -> l.startsWith(file + ":11:26: /policies/2/control: unknown control `qouta`"))
        .anyMatch(l -> l.contains("/routes/0/upstream: unknown upstream `apu`"))
        .noneMatch(l -> l.contains("\tat "));
  }

  @Test
  void aVariableThatIsNotSet_isNamed() {
    var called = Called.with("check", file.toString());

    assertThat(called.exit()).isEqualTo(3);
    assertThat(called.err()).contains("environment variable TOKEN is not set");
  }

  @Test
  void dump_writesEveryDefaultOut_andNoSecret() {
    var called = Called.with(TOKEN, "dump", file.toString());

    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .contains("max_body_bytes: 1MiB", "mode: enforce", "credential: '***'")
        .contains("environments:")
        .doesNotContain("hush-hush");
  }

  @Test
  void diff_saysWhatDiffers_andEndsWith1_orWith0WhereNothingDoes() throws IOException {
    var other = Files.writeString(folder.resolve("b.yaml"), GOOD.replace("observe", "enforce"));

    var same = Called.with(TOKEN, "diff", file.toString(), file.toString());
    var differs = Called.with(TOKEN, "diff", file.toString(), other.toString());

    assertThat(same).isEqualTo(new Called(0, "", ""));
    assertThat(differs.exit()).isEqualTo(1);
    assertThat(differs.out().strip()).isEqualTo("~ policies[access].mode: observe -> enforce");
  }

  @Test
  void explain_printsControlsInTheirOrder_withWhatIsSpecialAboutThem() {
    var called = Called.with(TOKEN, "explain", "--config", file.toString());

    assertThat(called.out())
        .containsSubsequence(
            "route calls",
            "GET /api/**",
            "identified, body <= 1048576 bytes, 30 s in all",
            "IDENTIFY   apikey",
            "AUTHORIZE  access (model-access), only observes",
            "LIMIT      quota, lets pass where it fails",
            "FIREWALL   unprotected by choice",
            "policy hash ");
  }

  @Test
  void explain_findsTheRouteOfARequest() {
    var option = "--config=" + file;

    var found = Called.with(TOKEN, "explain", option, "post", "/api/v1/x?y=1");
    var nowhere = Called.with(TOKEN, "explain", option, "GET", "/elsewhere");
    var otherwise = Called.with(TOKEN, "explain", option, "TRACE", "/api/x");

    assertThat(found.exit()).isZero();
    assertThat(found.out()).contains("POST /api/v1/x enters route calls");
    assertThat(nowhere.exit()).isEqualTo(1);
    assertThat(nowhere.out()).contains("/elsewhere: 404, no route");
    assertThat(otherwise.out()).contains("405, the path takes other methods");
  }

  @Test
  void secrets_areReadFromTheFolderBesideTheFile() throws IOException {
    Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/token"), "hush\n");
    Files.writeString(file, GOOD.replace("${TOKEN}", "secret://token"));

    assertThat(Called.with("check", file.toString()).exit()).isZero();

    Files.writeString(file, GOOD.replace("${TOKEN}", "secret://../gate.yaml"));
    assertThat(Called.with("check", file.toString()).err())
        .contains("there is no secret `../gate.yaml`");
  }

  @Test
  void run_refusesWhatTheDemonstrationMade() throws IOException {
    Files.writeString(
        file,
        GOOD.replace("tls: clear_text", "tls: development")
            .replace(
                "control: apikey}", "control: apikey, settings: {environments: [live, demo]}}"));

    var called = Called.with(TOKEN, "run", "--config", file.toString());

    assertThat(called.exit()).isEqualTo(3);
    assertThat(called.err())
        .contains("listener main: tls: development (expected: own files)")
        .contains("policy apikey: lets demo keys in");
  }
}
