package dev.portcullis.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.app.config.ConfigFile;
import dev.portcullis.monitoring.audit.FileLedger;
import dev.portcullis.monitoring.audit.LedgerSettings;
import dev.portcullis.monitoring.audit.Notice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access tokens by configuration alone: through the port, to the issuer by the safe way out. */
final class AccessTokenTest {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Opened opened = new Opened();
  private final OidcIssuer issuer;
  private String url = "";
  private String admin = "";

  @TempDir private Path folder = Path.of("");

  AccessTokenTest() throws IOException, JOSEException {
    issuer = new OidcIssuer();
  }

  @BeforeEach
  void start() throws IOException {
    var file = Files.writeString(folder.resolve("gate.yaml"), configuration());
    var environment = Map.of("SECRET", "s3cret");
    var deployment =
        new ConfigFile(Installable.controls(), environment, _ -> Optional.empty()).load(file);
    var gateway = opened.add(Gateway.start(deployment));
    url = gateway.listening().listeners().getFirst().url();
    admin = gateway.listening().admin().url();
  }

  private String configuration() throws IOException {
    return """
    version: 1
    listeners: [{port: 0, tls: clear_text}]
    admin: {port: 0}
    upstreams:
      - {name: api, urls: ["%s"]}
    issuers:
      - name: local
        issuer: %s
        audiences: portcullis
        network: 127.0.0.1/32
        introspection: {client_id: gate, client_secret: "${SECRET}"}
    routes:
      - {id: api, surface: json, path: /api/**, upstream: api,
         unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
    policies:
      - {id: key, control: apikey}
      - {id: token, control: access-token, settings: {issuers: local}}
    """
        .formatted(upstream(), issuer.url());
  }

  @AfterEach
  void stop() {
    opened.close();
    issuer.close();
  }

  @Test
  void aTokenOfTheIssuer_opensTheRoute() throws Exception {
    var token = issuer.token("fashion");

    assertThat(post("Bearer " + token).statusCode()).isEqualTo(200);
    assertThat(post("Bearer " + token).statusCode()).isEqualTo(200);
    assertThat(issuer.asked())
        .containsExactly("GET /.well-known/openid-configuration", "GET /keys");
  }

  @Test
  void anOpaqueToken_isAskedAboutOnce() throws Exception {
    assertThat(post("Bearer " + OidcIssuer.OPAQUE).statusCode()).isEqualTo(200);
    assertThat(post("Bearer " + OidcIssuer.OPAQUE).statusCode()).isEqualTo(200);
    assertThat(post("Bearer " + OidcIssuer.OPAQUE + "x").statusCode()).isEqualTo(401);

    assertThat(issuer.asked()).filteredOn("POST /introspect"::equals).hasSize(2);
  }

  @Test
  void aTokenThatDoesNotCount_isToldSo_andNothingElse() throws Exception {
    var token = issuer.token("fashion");

    var refused = post("Bearer " + token.substring(0, token.length() - 4) + "AAAA");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("www-authenticate"))
        .contains("Bearer error=\"invalid_token\"");
    assertThat(refused.body()).doesNotContain("signature");
  }

  @Test
  void whoShowsNothing_isAskedForACredential() throws Exception {
    var refused = post("Basic YTpi");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("www-authenticate")).contains("Bearer");
  }

  @Test
  void aClockThatWasSetBackBeforeAStart_bringsNoTokenBackToLife() throws Exception {
    var token = issuer.token("fashion");
    assertThat(post("Bearer " + token).statusCode()).isEqualTo(200);
    opened.close();
    leaveRecord(Instant.now().plus(Duration.ofHours(1)));

    start();

    assertThat(post("Bearer " + token).statusCode()).isEqualTo(401);
    assertThat(get("/status")).contains("\"CLOCK_SUSPECT\"");
    assertThat(get("/metrics")).contains("portcullis_clock_suspect 1.0");
  }

  /** As a gateway does that saw this time. */
  private void leaveRecord(Instant seen) throws IOException {
    var settings = LedgerSettings.defaults(new DataFolder(folder.resolve("data")).ledger());
    try (var ledger = FileLedger.open(settings, _ -> {})) {
      ledger
          .note(new Notice(seen, "configuration", "00", "seen"))
          .toCompletableFuture()
          .orTimeout(10, TimeUnit.SECONDS)
          .join();
    }
  }

  @Test
  void theStatusPageAndTheMetrics_showTheIssuersKeys_andTheClock() throws Exception {
    post("Bearer " + issuer.token("fashion"));

    assertThat(get("/status"))
        .contains("\"state\" : \"CURRENT\"", "\"ids\" : [ \"first\" ]", "\"TRUSTED\"")
        .doesNotContain("s3cret");
    assertThat(get("/metrics"))
        .contains("portcullis_issuer_keys_closed{issuer=\"local\"} 0.0")
        .contains("portcullis_clock_suspect 0.0");
  }

  private String upstream() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
          }
        });
    server.start();
    opened.add(() -> server.stop(0));
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(admin + path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private HttpResponse<String> post(String authorization) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + "/api/x"))
            .header("content-type", "application/json")
            .header("authorization", authorization)
            .POST(BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }
}
