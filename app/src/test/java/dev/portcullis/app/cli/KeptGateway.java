package dev.portcullis.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.app.wiring.Gateway;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A gateway that asks for keys, before a server that can be slow and can stream without end. */
final class KeptGateway implements AutoCloseable {

  private static final Duration BETWEEN_TOKENS = Duration.ofMillis(20);

  private final HttpServer server;
  private final Gateway gateway;
  private final Path file;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch slowCalls = new CountDownLatch(1);
  private final CountDownLatch slowAnswers = new CountDownLatch(1);

  private KeptGateway(Path folder, String more) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> reply(exchange, "{\"ok\":true}"));
    server.createContext("/api/slow", this::slow);
    server.createContext("/v1/chat/completions", this::stream);
    server.start();
    file = Files.writeString(folder.resolve("gate.yaml"), configuration(more));
    gateway = Gateway.start(ConfigFiles.load(shell(), file));
  }

  static KeptGateway start(Path folder, String more) throws IOException {
    return new KeptGateway(folder, more);
  }

  private String configuration(String more) {
    return """
    version: 1
    listeners: [{port: 0, tls: clear_text}]
    admin: {port: 0}
    upstreams:
      - {name: api, urls: ["http://127.0.0.1:%d"]}
    routes:
      - {id: api, surface: json, path: /api/**, upstream: api,
         unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
      - {id: chat, surface: openai, path: /v1, upstream: api,
         unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
      - {id: open, surface: json, path: /open/**, upstream: api, access: anonymous,
         unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
    policies:
      - {id: key, control: apikey, applies_to: [api, chat]}
    %s
    """
        .formatted(server.getAddress().getPort(), more);
  }

  Path file() {
    return file;
  }

  Path data() {
    return file.resolveSibling("data");
  }

  /** A verb about this gateway. */
  Called verb(String... arguments) {
    var all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = file.toString();
    return Called.with(all);
  }

  /** A new key of this client's. */
  String key(String client) {
    return verb("keys", "create", client).out().strip();
  }

  HttpResponse<String> call(String path, String key) throws IOException, InterruptedException {
    return client.send(request(path, key, "{}"), BodyHandlers.ofString());
  }

  int status(String key) throws IOException, InterruptedException {
    return call("/api/x", key).statusCode();
  }

  /** How long until calls with this key are answered so. */
  Duration until(int status, String key) throws IOException, InterruptedException {
    var started = System.nanoTime();
    while (status(key) != status) {
      if (System.nanoTime() - started > Duration.ofSeconds(20).toNanos()) {
        throw new AssertionError("never " + status);
      }
    }
    return Duration.ofNanos(System.nanoTime() - started);
  }

  HttpRequest request(String path, String key, String body) {
    var url = gateway.listening().listeners().getFirst().url();
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("content-type", "application/json")
        .header("x-api-key", key)
        .timeout(Duration.ofSeconds(30))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  String admin(String path) throws IOException, InterruptedException {
    var url = gateway.listening().admin().url() + path;
    return client
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  HttpClient client() {
    return client;
  }

  void awaitSlowCall() throws InterruptedException {
    slowCalls.await();
  }

  void answerSlowCall() {
    slowAnswers.countDown();
  }

  @Override
  public void close() {
    gateway.close();
    server.stop(0);
    client.close();
  }

  private void slow(HttpExchange exchange) throws IOException {
    slowCalls.countDown();
    try {
      slowAnswers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reply(exchange, "{\"late\":true}");
  }

  private void stream(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      while (true) {
        out.write(
            """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",\
            "choices":[{"index":0,"delta":{"content":"x"}}]}

            """
                .getBytes(UTF_8));
        out.flush();
        Thread.sleep(BETWEEN_TOKENS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reply(HttpExchange exchange, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var answer = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static Shell shell() {
    var nowhere = new PrintWriter(new StringWriter(), true);
    return new Shell(nowhere, nowhere, Map.of(), Shell.Paint.PLAIN);
  }
}
