package dev.portcullis.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of somebody's own behind the gateway, by configuration alone. */
final class UpstreamTest {

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Opened opened = new Opened();
  private String url = "";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    opened.add(() -> server.stop(0));
    var file =
        Files.writeString(
            folder.resolve("gate.yaml"),
            """
            version: 1
            listeners: [{port: 0, tls: clear_text}]
            admin: {port: 0}
            upstreams:
              - {name: api, urls: ["http://127.0.0.1:%d"]}
            routes:
              - {id: api, surface: json, path: /api/**, upstream: api, access: anonymous,
                 max_body_bytes: 1KiB, unprotected: [AUTHORIZE, VALIDATE, FIREWALL, PROTECT]}
            policies:
              - id: quota
                control: quota
                settings: {tiers: {anonymous: {whole_tier: [{units: 3, window: 60s}]}}}
            """
                .formatted(server.getAddress().getPort()));
    var gateway = opened.add(Gateway.start(GatewayTest.load(file)));
    url = gateway.listening().listeners().getFirst().url();
  }

  @AfterEach
  void stop() {
    opened.close();
  }

  @Test
  void aCall_reachesTheUpstream_writtenAnew() throws Exception {
    var answer = post("/api/v1/double?x=1", "{ \"text\" :  \"hello\" }");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"doubled\":\"hellohello\"}");
    assertThat(seen).containsExactly("POST /api/v1/double?x=1 {\"text\":\"hello\"}");
  }

  @Test
  void whatTheGatewayRefuses_neverReachesTheUpstream() throws Exception {
    assertThat(post("/api/x", "{\"a\":1,\"a\":2}").statusCode()).isEqualTo(400);
    assertThat(post("/api/x", "x".repeat(2_000)).statusCode()).isEqualTo(413);
    assertThat(post("/other", "{}").statusCode()).isEqualTo(404);

    assertThat(seen).isEmpty();
  }

  @Test
  void theLimitOfThePolicy_holds() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(post("/api/x", "{}").statusCode()).isEqualTo(200);
    }

    var refused = post("/api/x", "{}");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).isPresent();
    assertThat(seen).hasSize(3);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    var answer = "{\"doubled\":\"hellohello\"}".getBytes(UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
