package dev.portcullis.app.own;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.Entrance;
import dev.portcullis.app.wiring.ConfigFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers as people have them, each recognised by what it says of itself. */
final class RecognizerTest {

  private static final String DOCUMENT =
      """
      {"openapi": "3.1.0", "paths": {
        "/items/{id}": {"get": {}, "put": {}, "parameters": []},
        "/v1/score": {"post": {}},
        "/odd/pre{x}": {"get": {}},
        "/empty": {"summary": "nothing"}}}
      """;

  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final Recognizer recognizer = new Recognizer();
  private URI url = URI.create("http://127.0.0.1");
  private Runnable stop = () -> {};

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    stop = () -> server.stop(0);
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    stop.run();
    recognizer.close();
  }

  @Test
  void anInferenceServer_isRecognised_thoughItHasADocumentToo() throws IOException {
    pages.put("/v2", "{\"name\":\"triton\",\"version\":\"2\",\"extensions\":[]}");
    pages.put("/openapi.json", DOCUMENT);

    assertThat(recognizer.recognize(url, "")).isEqualTo(new Dialect.Oip());
  }

  @Test
  void anOpenAiServer_isRecognised_withItsModels() throws IOException {
    pages.put("/v1/models", "{\"object\":\"list\",\"data\":[{\"id\":\"qwen\"},{\"id\":\"phi\"}]}");

    assertThat(recognizer.recognize(url, "")).isEqualTo(new Dialect.OpenAi(List.of("qwen", "phi")));
  }

  @Test
  void anApiWithADocument_isHeldToIt() throws IOException {
    pages.put("/openapi.json", DOCUMENT);

    assertThat(recognizer.recognize(url, ""))
        .isEqualTo(
            new Dialect.Documented(
                List.of(
                    new Dialect.Path("/items/{id}", Set.of("GET", "PUT")),
                    new Dialect.Path("/v1/score", Set.of("POST")))));
  }

  @Test
  void aDocumentThatIsNamed_counts_inYamlToo() throws IOException {
    pages.put("/v2", "{\"name\":\"triton\",\"extensions\":[]}");
    var file = folder.resolve("api.yaml");
    Files.writeString(file, "openapi: 3.0.0\npaths:\n  /a:\n    post: {}\n");

    assertThat(recognizer.recognize(url, file.toString()))
        .isEqualTo(new Dialect.Documented(List.of(new Dialect.Path("/a", Set.of("POST")))));
  }

  @Test
  void aServerThatSaysNothing_isAnApiWithoutADocument() throws IOException {
    pages.put("/v2", "<html>");
    pages.put("/v1/models", "[1, 2]");

    assertThat(recognizer.recognize(url, "")).isEqualTo(new Dialect.Undocumented());
  }

  @Test
  void nobodyThere_orNoDocument_isToldInALine() throws IOException {
    stop.run();
    assertThatThrownBy(() -> recognizer.recognize(url, ""))
        .hasMessage("nobody answers at " + url + "; is your server running?");

    start();
    var file = Files.writeString(folder.resolve("x"), "a: 1");
    assertThatThrownBy(() -> recognizer.recognize(url, file.toString()))
        .hasMessage("no OpenAPI document (expected: openapi: 3.x)");
    pages.put("/openapi.json", "{\"openapi\":\"3\",\"paths\":{}}");
    assertThatThrownBy(() -> recognizer.recognize(url, ""))
        .hasMessage("the OpenAPI document names 0 paths (expected: 1..500)");
  }

  @Test
  void theConfigurationOfEachDialect_isTaken() throws IOException {
    assertThat(entrances(new Dialect.Oip())).contains("GET /v2", "POST /v2/models/{model}/infer");
    assertThat(entrances(new Dialect.OpenAi(List.of()))).contains("POST /v1/chat/completions");
    assertThat(entrances(new Dialect.Undocumented())).contains("DELETE /**", "POST /**");
    assertThat(
            entrances(
                new Dialect.Documented(
                    List.of(new Dialect.Path("/items/{id}", Set.of("GET", "PUT"))))))
        .containsExactly("GET /items/{id}", "PUT /items/{id}");
  }

  private List<String> entrances(Dialect dialect) throws IOException {
    var text = new OwnServer(url, dialect).configuration(8443, 8444);
    var deployment = load(Files.writeString(folder.resolve("demo.yaml"), text));
    assertThat(deployment.routes()).allMatch(r -> r.route().unprotected().size() == 3);
    return deployment.routes().stream()
        .flatMap(route -> Entrance.of(route.route()).stream())
        .map(Entrance::toString)
        .toList();
  }

  private static Deployment load(Path file) throws IOException {
    return ConfigFiles.load(file);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var page = pages.get(exchange.getRequestURI().getPath());
    var body = (page == null ? "{\"detail\":\"Not Found\"}" : page).getBytes(UTF_8);
    exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
