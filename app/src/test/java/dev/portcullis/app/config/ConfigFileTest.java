package dev.portcullis.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.app.config.binding.ConfigException;
import dev.portcullis.edge.http.EdgeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole files: what is taken, and what is refused with which words. */
final class ConfigFileTest {

  static final String GOOD =
      """
      version: 1
      listeners:
        - {port: 8443, tls: clear_text}
      upstreams:
        - {name: api, urls: ["http://127.0.0.1:9000"]}
      models:
        - {name: fashion, builtin: fashion}
      routes:
        - id: predict
          surface: image
          path: /v1/models/{model}:predict
          unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]
        - id: calls
          surface: json
          path: /api/**
          upstream: api
          access: anonymous
          unprotected: [AUTHORIZE, LIMIT, VALIDATE, PROTECT]
      policies:
        - {id: who, control: identify, applies_to: predict}
        - {id: waf, control: firewall, applies_to: [calls], settings: {strictness: 3}}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void aGoodFile_isTaken_withItsDefaults() {
    var deployment = parse(GOOD);

    var configuration = deployment.configuration();
    assertThat(configuration.data()).isEqualTo(Path.of("/etc/portcullis/data"));
    assertThat(configuration.admin()).isEqualTo(new AdminConfig("127.0.0.1", 8444));
    assertThat(configuration.routes().getFirst().maxBodyBytes()).isEqualTo(1 << 20);
    assertThat(deployment.policies()).hasSize(2);
    assertThat(deployment.policies().getLast().terms().settings())
        .isEqualTo(new TestControls.Settings(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "version: 1 ^ version: 2 ^ 1:10: /version: version: 2 (expected: 1)",
        "upstream: api ^ upstream: apj ^ 16:15: /routes/1/upstream: unknown upstream `apj`; did you"
            + " mean `api`?",
        "upstream: api ^ deadline: 5s ^ 13:5: /routes/1: route calls names no upstream (expected:"
            + " `upstream: NAME`)",
        "id: calls ^ id: predict ^ 13:9: /routes/1/id: `predict` is the id of two routes",
        "id: waf ^ id: who ^ 21:10: /policies/1/id: `who` is the id of two policies",
        "applies_to: [calls] ^ applies_to: [cals] ^ 21:47: /policies/1/applies_to/0: unknown route"
            + " `cals`; did you mean `calls`?",
        "control: firewall ^ control: firewal ^ 21:24: /policies/1/control: unknown control"
            + " `firewal`; did you mean `firewall`?",
        "strictness: 3 ^ strictness: 12 ^ 21:78: /policies/1/settings/strictness: strictness: 12"
            + " (expected: 0..9)",
        "strictness: 3 ^ strictnes: 3 ^ 21:66: /policies/1/settings/strictnes: unknown key"
            + " `strictnes`; did you mean `strictness`?",
        "builtin: fashion ^ file: a.onnx, builtin: fashion ^ 7:12: /models/0/name: name: fashion"
            + " (expected: either file or builtin)",
        "path: /api/** ^ path: /v1/models/{name}:predict ^ 15:11: /routes/1/path: POST"
            + " /v1/models/{name}:predict is route predict's already",
        "path: /api/** ^ path: /a*b/** ^ 15:11: /routes/1/path: path: /a*b/** (expected: segments"
            + " such as `models`, `{model}` or `{model}:predict`)",
        "surface: json ^ surface: oip ^ 15:11: /routes/1/path: path: `/api/**` (expected: /v2)",
        "surface: json ^ surface: image ^ 16:15: /routes/1/upstream: upstream: `api` (expected:"
            + " none, since pictures are for models inside; oip takes tensors)",
        "access: anonymous ^ access: nobody ^ 17:13: /routes/1/access: `nobody` (expected:"
            + " identified | anonymous)",
        "VALIDATE, FIREWALL, PROTECT ^ VALIDATE, PROTECT ^ 9:5: /routes/0: route predict leaves"
            + " FIREWALL empty: add a policy or name it in unprotected",
        "VALIDATE, PROTECT] ^ VALIDATE, FIREWALL, PROTECT] ^ 18:18: /routes/1/unprotected: names"
            + " FIREWALL, but a policy stands there",
        "FIREWALL, PROTECT] ^ FIREWALL, PROTECT, SCREEN] ^ 12:66: /routes/0/unprotected/5: SCREEN"
            + " has no slot in the receipt (expected: IDENTIFY .. PROTECT)",
        "applies_to: predict} ^ applies_to: calls} ^ 9:5: /routes/0: route predict has nobody to"
            + " identify callers (expected: a policy at IDENTIFY, or `access: anonymous`)",
        "tls: clear_text ^ 'tls: development, host: 0.0.0.0' ^ 3:23: /listeners/0/tls: a"
            + " development certificate on 0.0.0.0 (expected: host 127.0.0.1 or ::1)",
        "tls: clear_text ^ 'tls: {certificate: a.pem}' ^ 3:23: /listeners/0/tls: tls (expected:"
            + " both `certificate` and `key` | development | clear_text)",
        "tls: clear_text ^ 'tls: off' ^ 3:23: /listeners/0/tls: `off` (expected: {certificate, key}"
            + " | development | clear_text)",
        "port: 8443 ^ port: 84430 ^ 3:12: /listeners/0/port: port: 84430 (expected: 0..65535)",
        "tls: clear_text ^ 'tls: clear_text, hosts: [a/b]' ^ 3:42: /listeners/0/hosts: host: `a/b`"
            + " (expected: such as api.example.org, *.example.org or api.example.org:8443)",
        "tls: clear_text ^ 'tls: clear_text, limits: {connections: {per_address: 0}}' ^ 3:71:"
            + " /listeners/0/limits/connections/per_address: per_address: 0 (expected: 1..1000000)",
        "tls: clear_text ^ 'tls: clear_text, limits: {pace: {idle: 0s}}' ^ 3:57:"
            + " /listeners/0/limits/pace/idle: idle: 0 ms (expected: 1 ms..1d)",
        "tls: clear_text ^ 'tls: clear_text, unnamed_clients: maybe' ^ 3:52:"
            + " /listeners/0/unnamed_clients: `maybe` (expected: refused | served)",
        "http://127 ^ ftp://127 ^ 5:5: /upstreams/0: upstream url: ftp://127.0.0.1:9000 (expected:"
            + " http(s)://host[:port][/path])",
      })
  void whatIsWrong_isToldWithLineColumnPointerAndExpectation(
      String right, String wrong, String message) {
    var text = GOOD.replace(right, wrong);
    assertThat(text).isNotEqualTo(GOOD);

    assertThatThrownBy(() -> parse(text)).message().contains("f.yaml:" + message);
  }

  @Test
  void aListenersLimits_areTheEdgesOwn_whereNoneIsWritten_andAreDumpedWithTheirUnits() {
    var deployment = parse(GOOD);

    var limits = deployment.configuration().listeners().getFirst().limits();
    assertThat(limits.edge()).isEqualTo(EdgeLimits.DEFAULT);
    assertThat(deployment.dump())
        .contains("max_header_bytes: 16KiB", "per_address: 512", "idle: 1m", "min_rate: 1024")
        .contains("concurrent_streams: 128", "max_inflation: 100");
  }

  @Test
  void allThatIsWrong_isToldAtOnce() {
    var text =
        GOOD.replace("control: firewall", "control: wall")
            .replace("upstream: api", "upstream: none")
            .replace("id: calls", "id: predict");

    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(3));
  }

  @Test
  void anEmptyFile_saysWhatIsMissing() {
    assertThatThrownBy(() -> parse(""))
        .message()
        .contains("/version: key `version` is missing (expected: a whole number)");
  }

  @Test
  void whatIsDumped_showsNoPasswordOfAnAddress() {
    var text = GOOD + "redis: {url: \"redis://default:open-sesame@127.0.0.1:6379\"}\n";

    assertThat(parse(text).dump()).contains("redis://***@127.0.0.1").doesNotContain("open-sesame");
  }

  @Test
  void whatIsDumped_isTakenAgain_andMeansTheSame() {
    var deployment = parse(GOOD);

    assertThat(parse(deployment.dump()).dump()).isEqualTo(deployment.dump());
  }

  @Test
  void aFileThatIsNotThere_orNoText_isAnIoException() throws IOException {
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});

    assertThatThrownBy(() -> file().load(folder.resolve("absent")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> file().load(folder.resolve("binary")))
        .hasMessageEndingWith("binary: not UTF-8");
  }

  static Deployment parse(String text) {
    return file().parse(Path.of("/etc/portcullis/f.yaml"), text);
  }

  private static ConfigFile file() {
    return new ConfigFile(TestControls.all(), Map.of(), _ -> Optional.empty());
  }
}
