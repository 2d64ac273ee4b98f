package dev.portcullis.app.own;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server what it speaks. */
public final class Recognizer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MAX_ANSWER_BYTES = 8 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /**
   * What the server at this URL speaks. A document that is named counts, whatever else it speaks.
   *
   * @param document a URL or a file; empty to ask the server for its own
   * @throws IOException where nobody answers, or the named document is none
   */
  public Dialect recognize(URI server, String document) throws IOException {
    requireAnswer(server);
    if (!document.isEmpty()) {
      return new Dialect.Documented(OpenApiDocument.paths(text(document)));
    }
    if (json(server, "/v2").filter(Recognizer::isOip).isPresent()) {
      return new Dialect.Oip();
    }
    var models = json(server, "/v1/models").filter(Recognizer::isModelList);
    if (models.isPresent()) {
      return new Dialect.OpenAi(names(models.get()));
    }
    var own = get(below(server, "/openapi.json"));
    return own.isPresent()
        ? new Dialect.Documented(OpenApiDocument.paths(own.get()))
        : new Dialect.Undocumented();
  }

  private static boolean isOip(JsonNode answer) {
    return answer.path("name").isString() && answer.path("extensions").isArray();
  }

  private static boolean isModelList(JsonNode answer) {
    return answer.path("object").asString("").equals("list") && answer.path("data").isArray();
  }

  private static List<String> names(JsonNode models) {
    return models.path("data").valueStream().map(model -> model.path("id").asString("")).toList();
  }

  private void requireAnswer(URI server) throws IOException {
    try {
      send(server);
    } catch (ConnectException | HttpTimeoutException e) {
      throw new IOException("nobody answers at " + server + "; is your server running?", e);
    }
  }

  private Optional<JsonNode> json(URI server, String path) throws IOException {
    var body = get(below(server, path));
    try {
      return body.map(JSON::readTree);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private Optional<String> get(URI uri) throws IOException {
    var answer = send(uri);
    return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  private record Received(int status, String body) {}

  private Received send(URI uri) throws IOException {
    var request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    try {
      var response =
          client.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
      return new Received(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("ended while asking " + uri);
    }
  }

  private String text(String document) throws IOException {
    if (!document.contains("://")) {
      return Files.readString(Path.of(document));
    }
    return get(URI.create(document))
        .orElseThrow(() -> new IOException(document + ": no document there"));
  }

  private static URI below(URI server, String path) {
    var base = server.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  @Override
  public void close() {
    client.close();
  }
}
