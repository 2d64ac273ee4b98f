package dev.portcullis.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.app.config.ConfigFile;
import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.demo.DemoClient;
import dev.portcullis.app.demo.DemoRun;
import dev.portcullis.app.demo.DemoRun.Outcome;
import dev.portcullis.testkit.PrometheusText;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as a whole: all four layers, started once, called as anybody would. */
@TestInstance(Lifecycle.PER_CLASS)
final class GatewayTest {

  private final Opened opened = new Opened();
  private final HttpClient plain =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private DataFolder data = new DataFolder(Path.of(""));
  private Started started = Started.NOT;

  private sealed interface Started {
    Started NOT = new Not();

    record Not() implements Started {}

    record Up(Gateway gateway, DemoEnvironment environment) implements Started {}
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = DataFolder.open(folder.resolve("data"));
    var demo = new Demo(data);
    var gateway = opened.add(Gateway.start(load(demo.prepare(new Demo.Ports(free(), free())))));
    started = new Started.Up(gateway, demo.publish(gateway));
  }

  @AfterAll
  void stop() {
    opened.close();
  }

  @Test
  void twelveCalls_endAsTheDemonstrationSays_eachDecidedByTheControlInCharge() throws IOException {
    try (var client = DemoClient.of(environment().url(), environment().ca())) {
      var outcomes = new DemoRun(data, client, environment()).make(_ -> {});

      assertThat(outcomes).hasSize(14).allMatch(Outcome::isAsExpected);
      assertThat(outcomes)
          .extracting(o -> o.event().map(e -> e.decidedBy()).orElse("edge"))
          .containsSubsequence("apikey", "model-access", "fetch", "quota", "spend", "revocation");
    }
  }

  @Test
  void theStatusPage_saysWhatStandsWhere_andWhatDoesNot() throws Exception {
    var status = admin("/status").body();

    assertThat(status)
        .contains("\"name\" : \"fashion\"", "\"name\" : \"minilm\"")
        .contains("\"unprotected\" : [ \"FIREWALL\", \"PROTECT\" ]")
        .contains("\"fetch_allow\" : [ \"localhost:")
        .doesNotContain(environment().key());
    assertThat(admin("/readyz").statusCode()).isEqualTo(200);
    assertThat(admin("/livez").statusCode()).isEqualTo(200);
    assertThat(admin("/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void theMetrics_areWhatPrometheusReads_andShowQueuesModesAndStates() throws Exception {
    var page = admin("/metrics").body();

    assertThat(PrometheusText.problems(page)).isEmpty();
    assertThat(page)
        .contains(
            "portcullis_bytes_in_flight ",
            "portcullis_connections ",
            "portcullis_workers_waiting 0.0",
            "portcullis_ledger_queue ",
            "portcullis_ledger_state{state=\"open\"} 1.0",
            "portcullis_ledger_state{state=\"full\"} 0.0",
            "portcullis_limits_mode{state=\"memory\",store=\"callers\"} 1.0",
            "portcullis_limits_mode{state=\"redis\",store=\"addresses\"} 0.0",
            "portcullis_containment_measures{target=\"subject\"} 0.0",
            "portcullis_model_queue{model=\"fashion\"} 0.0",
            "portcullis_model_runs_total{model=\"fashion\"} ")
        .doesNotContain(environment().key(), "alice");
    assertThat(admin("/status").body())
        .contains("\"callers\" : {", "\"state\" : \"MEMORY\"", "\"workers\" : {", "\"load\" : {");
  }

  @Test
  void whatAShellNeeds_isReadableByItsOwnerAlone_andSourced() throws Exception {
    var file = data.demoEnvironment();
    var shell =
        new ProcessBuilder("sh", "-c", ". \"$0\"; printf %s \"$PORTCULLIS_URL $PORTCULLIS_KEY\"")
            .redirectErrorStream(true);
    shell.command().add(file.toString());
    var process = shell.start();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(printed).isEqualTo(environment().url() + " " + environment().key());
    assertThat(DemoEnvironment.read(data)).isEqualTo(environment());
  }

  @Test
  void theKeyOfTheLastStart_isKept_whileItWorks() throws IOException {
    var gateway = ((Started.Up) started).gateway();

    assertThat(new Demo(data).publish(gateway).key()).isEqualTo(environment().key());
  }

  @Test
  void theDemonstration_isFoundOut_whereOthersAreToCall() throws IOException {
    assertThat(DemoTraces.in(load(data.demoConfig())))
        .anyMatch(t -> t.contains("tls: development"))
        .anyMatch(t -> t.contains("lets demo keys in"))
        .anyMatch(t -> t.contains("holds the demonstration's pepper and keys"));
  }

  @Test
  void itsCertificate_isFoundOut_alsoWhereItIsNamedAsAFile() throws IOException {
    var text =
        Files.readString(data.demoConfig())
            .replace(
                "tls: development", "tls: {certificate: tls/server.pem, key: tls/server-key.pem}");
    var copy = Files.writeString(data.path().resolve("copy.yaml"), text);

    assertThat(DemoTraces.in(load(copy)))
        .anyMatch(t -> t.contains("server.pem is the demonstration's"));
  }

  private DemoEnvironment environment() {
    return switch (started) {
      case Started.Up(_, var environment) -> environment;
      case Started.Not _ -> throw new IllegalStateException("not started");
    };
  }

  private HttpResponse<String> admin(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(environment().adminUrl() + path)).build();
    return plain.send(request, BodyHandlers.ofString());
  }

  static Deployment load(Path file) throws IOException {
    return new ConfigFile(Installable.controls(), Map.of(), _ -> Optional.empty()).load(file);
  }

  static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
