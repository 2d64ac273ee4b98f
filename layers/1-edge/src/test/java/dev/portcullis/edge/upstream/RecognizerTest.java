package dev.portcullis.edge.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.edge.upstream.Recognized.JsonApi;
import dev.portcullis.edge.upstream.Recognized.Oip;
import dev.portcullis.edge.upstream.Recognized.OpenAi;
import dev.portcullis.edge.upstream.Recognized.Unknown;
import dev.portcullis.edge.upstream.Recognized.Unreachable;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecognizerTest {

  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void openInferenceProtocol_isRecognized() {
    var pages = Map.of("/v2", "{\"name\":\"triton\",\"version\":\"2\",\"extensions\":[]}");

    assertThat(recognized(pages)).isEqualTo(new Oip());
  }

  @Test
  void openAiApi_isRecognized_withItsModels() {
    var pages = Map.of("/v1/models", "{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{\"id\":1}]}");

    assertThat(recognized(pages)).isEqualTo(new OpenAi(List.of("a")));
  }

  @Test
  void jsonApi_isRecognized_withItsRoutes() {
    var document =
        """
        {"openapi":"3.1.0","paths":{
          "/predict":{"post":{},"parameters":[]},
          "/items/{id}":{"get":{},"delete":{},"head":{},"trace":{}},
          "no-path":{"get":{}},"/a b":{"get":{}}}}
        """;

    assertThat(recognized(Map.of("/openapi.json", document)))
        .isEqualTo(
            new JsonApi(
                List.of(
                    new ApiRoute("POST", "/predict"),
                    new ApiRoute("GET", "/items/{id}"),
                    new ApiRoute("DELETE", "/items/{id}"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "", "[]", "{}", "{\"openapi\":3}", "\"x\"", "{\"data\":1}"})
  void anythingElse_isUnknown(String page) {
    var pages = Map.of("/v2", page, "/v1/models", page, "/openapi.json", page);

    assertThat(recognized(pages)).isEqualTo(new Unknown());
  }

  @Test
  void nobodyThere_isUnreachable() {
    var gone = RawServer.answering("");
    gone.close();

    assertThat(recognized(gone)).isEqualTo(new Unreachable());
  }

  @Test
  void anotherProtocol_isUnknown() {
    try (var server = RawServer.answering("SSH-2.0-OpenSSH\r\n\r\n")) {
      assertThat(recognized(server)).isEqualTo(new Unknown());
    }
  }

  @Test
  void documentFromAFile_isReadAlike() {
    var routes = OpenApi.routes(Requests.bytes("{\"paths\":{\"/a\":{\"put\":{}}}}"));

    assertThat(routes).containsExactly(new ApiRoute("PUT", "/a"));
    assertThat(OpenApi.routes(Requests.bytes("[1]"))).isEmpty();
  }

  private static Recognized recognized(Map<String, String> pages) {
    try (var server =
        RawServer.behaving((request, connection) -> {
          var path = request.substring("GET ".length(), request.indexOf(" HTTP"));
          var body = pages.getOrDefault(path, "");
          var status = pages.containsKey(path) ? "200 OK" : "404 Not Found";
          var head = "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length();
          RawServer.write(connection, head + "\r\n\r\n" + body);
        })) {
      return recognized(server);
    }
  }

  private static Recognized recognized(RawServer server) {
    return Recognizer.recognize(VERTX, Upstreams.settings(server)).toCompletableFuture().join();
  }
}
