package dev.portcullis.gateway.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An issuer on this machine that publishes keys, says of tokens what it is told to, and fails. */
final class LocalIssuer implements AutoCloseable {

  static final String KEYS = "/keys";
  static final String DISCOVERY = "/.well-known/openid-configuration";
  static final String INTROSPECTION = "/introspect";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<String> forms = new ConcurrentLinkedQueue<>();
  private volatile Function<String, Page> pages = _ -> Page.json("{}");

  /** What it answers. */
  record Page(int status, String type, String body) {
    static Page json(String body) {
      return new Page(200, "application/json", body);
    }

    static Page keys(List<SigningKey> keys) {
      return json(
          keys.stream()
              .map(SigningKey::published)
              .collect(Collectors.joining(",", "{\"keys\":[", "]}")));
    }
  }

  LocalIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    publish(SigningKeys.all());
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void publish(List<SigningKey> keys) {
    serveKeys(Page.keys(keys));
  }

  void serveKeys(Page page) {
    serve(path -> path.equals(KEYS) ? page : discovery());
  }

  /** What it says at its other addresses; discovery is always there. */
  void serve(Function<String, Page> answers) {
    pages = answers;
  }

  Page discovery() {
    return Page.json(
        """
        {"issuer": "%s", "jwks_uri": "%s%s", "introspection_endpoint": "%s%s"}
        """
            .formatted(uri(), uri(), KEYS, uri(), INTROSPECTION));
  }

  /** Paths that were asked for, in their order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  long askedFor(String path) {
    return asked.stream().filter(path::equals).count();
  }

  /** Bodies that came by POST, each after its authorization. */
  List<String> forms() {
    return List.copyOf(forms);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      asked.add(path);
      if (exchange.getRequestMethod().equals("POST")) {
        forms.add(
            exchange.getRequestHeaders().getFirst("authorization")
                + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      }
      var page = pages.apply(path);
      exchange.getResponseHeaders().set("content-type", page.type());
      var body = page.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Ends it as a crash would: connections are refused from now on. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
