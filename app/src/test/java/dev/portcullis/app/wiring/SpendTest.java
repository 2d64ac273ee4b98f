package dev.portcullis.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.monitoring.events.Event;
import dev.portcullis.monitoring.events.Tail;
import dev.portcullis.monitoring.usage.UsageFilter;
import dev.portcullis.monitoring.usage.UsageReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spend quotas in front of a server that speaks as OpenAI's does and counts tokens as it does. */
final class SpendTest {

  private static final int TOKENS_IN = 11;
  private static final int TOKENS_OUT = 5;
  private static final int ENDLESS = 100_000;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Opened opened = new Opened();
  private Path file = Path.of("");
  private Gateway gateway;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", SpendTest::complete);
    server.start();
    opened.add(() -> server.stop(0));
    file =
        Files.writeString(
            folder.resolve("gate.yaml"),
            """
            version: 1
            data: data
            listeners: [{port: 0, tls: clear_text}]
            admin: {port: 0}
            upstreams:
              - {name: llm, urls: ["http://127.0.0.1:%d"]}
            routes:
              - {id: chat, surface: openai, path: /v1, upstream: llm, access: anonymous,
                 unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
            policies:
              - id: spend
                control: spend
                settings:
                  tiers:
                    anonymous:
                      - {models: gpt-*, period: day, tokens_out: 60}
                      - {models: "*", period: month, requests: 1000, tokens_in: 1000000,
                         bytes: 1GiB, compute: 10h}
                  models:
                    gpt-*: {tokens_out: 20, compute: 20s}
            """
                .formatted(server.getAddress().getPort()));
    gateway = Gateway.start(GatewayTest.load(file));
  }

  @AfterEach
  void stop() {
    gateway.close();
    opened.close();
  }

  @Test
  void whatTheServerTold_isSpent_untilTheReserveNoLongerFits() throws Exception {
    for (int i = 0; i < 9; i++) {
      assertThat(chat("gpt-4", "").statusCode()).as("request %d", i).isEqualTo(200);
    }

    var refused = chat("gpt-4", "");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("\"code\":\"quota_exceeded\"");
    assertThat(refused.headers().firstValue("ratelimit").orElse(""))
        .startsWith("\"gpt-*-tokens-out-day\";r=15;t=");
    assertThat(refused.headers().firstValue("retry-after")).isPresent();
    assertThat(chat("gpt-4", ",\"max_tokens\":15").statusCode()).isEqualTo(200);
    assertThat(chat("llama", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aSpentQuota_staysSpent_afterTheGatewayWasStartedAgain() throws Exception {
    while (chat("gpt-4", "").statusCode() == 200) {
      // spends
    }

    gateway.close();
    gateway = Gateway.start(GatewayTest.load(file));

    assertThat(chat("gpt-4", "").statusCode()).isEqualTo(429);
    assertThat(chat("gpt-4", ",\"max_tokens\":15").statusCode()).isEqualTo(200);
  }

  @Test
  void aStream_isCut_whenItHasSpentWhatItReserved() throws Exception {
    var answer = chat("gpt-4", ",\"stream\":true,\"max_tokens\":7");

    assertThat(answer.body().split("\"content\"", -1)).hasSize(1 + 7);
    assertThat(answer.body()).contains("\"code\":\"quota_exceeded\"").doesNotContain("[DONE]");
    var event = event(answer);
    assertThat(event.denied()).isEqualTo("quota_exceeded");
    assertThat(event.decidedBy()).isEqualTo("spend");
    assertThat(event.detail())
        .isEqualTo("the stream has spent its reservation of gpt-*-tokens-out-day");
    assertThat(event.sizes().bytesOut()).isPositive();
  }

  @Test
  void usage_isWhatTheServerTold_byClientAndModel() throws Exception {
    for (int i = 0; i < 3; i++) {
      chat("llama", "");
    }
    chat("nowhere", "");

    var lines = UsageReport.of(List.of(folder.resolve("data/ledger")), UsageFilter.EVERYTHING);

    assertThat(lines)
        .extracting(line -> line.key().client() + " " + line.key().model())
        .containsExactly("anonymous llama", "anonymous nowhere");
    var llama = lines.getFirst().sums();
    assertThat(llama.requests()).isEqualTo(3);
    assertThat(llama.answered()).isEqualTo(3);
    assertThat(llama.tokensIn()).isEqualTo(3 * TOKENS_IN);
    assertThat(llama.tokensOut()).isEqualTo(3 * TOKENS_OUT);
    assertThat(llama.computeMicros()).isPositive();
    assertThat(lines.getLast().sums().answered()).isZero();
  }

  @Test
  void status_andMetrics_showWhatIsHeldAndUsed() throws Exception {
    chat("gpt-4", "");

    assertThat(admin("/status")).contains("\"holder\" : \"client:anonymous\"", "\"tokens_out\" : ");
    assertThat(admin("/metrics"))
        .contains("portcullis_spend_accounts 2.0")
        .contains(
            "portcullis_used_total{model=\"other\",tier=\"anonymous\",unit=\"tokens_out\"} 5.0");
  }

  private Event event(Said answer) throws IOException {
    var id = answer.headers().firstValue("x-request-id").orElseThrow();
    return Tail.find(folder.resolve("data/ledger"), id).orElseThrow();
  }

  private static void complete(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (body.contains("\"stream\":true")) {
      stream(exchange);
    } else if (body.contains("nowhere")) {
      answer(exchange, 404, "{\"error\":{\"message\":\"no such model\"}}");
    } else {
      answer(
          exchange,
          200,
          "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"hi\"}}],\"usage\":"
              + "{\"prompt_tokens\":%d,\"completion_tokens\":%d}}"
                  .formatted(TOKENS_IN, TOKENS_OUT));
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Says more than anybody asked for, until the gateway has had enough. */
  private static void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (exchange) {
      for (int i = 0; i < ENDLESS; i++) {
        var chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"on \"}}]}\n\n";
        exchange.getResponseBody().write(chunk.getBytes(UTF_8));
      }
    } catch (IOException _) {
      // The gateway let go, as it should.
      return;
    }
  }

  private record Said(int statusCode, HttpHeaders headers, String body) {}

  private Said chat(String model, String more) throws IOException, InterruptedException {
    var body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]%s}"
            .formatted(model, more);
    var url = gateway.listening().listeners().getFirst().url() + "/v1/chat/completions";
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = client.send(request, BodyHandlers.ofInputStream());
    return new Said(answer.statusCode(), answer.headers(), whatCame(answer.body()));
  }

  /** All that came of a body, though it was cut. */
  private static String whatCame(InputStream body) {
    var came = new ByteArrayOutputStream();
    try (body) {
      body.transferTo(came);
    } catch (IOException _) {
      return came.toString(UTF_8);
    }
    return came.toString(UTF_8);
  }

  private String admin(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(gateway.listening().admin().url() + path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
