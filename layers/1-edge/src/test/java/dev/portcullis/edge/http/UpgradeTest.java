package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UpgradeTest {
  private static final String SETTINGS = "AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA";

  private final RecordingRoad road = RecordingRoad.echoing();

  @Test
  void aClientThatOffersHttp2_isServedOnHttp11_andNobodyBehindHearsOfIt() throws Exception {
    try (var edge = TestEdge.clearText(road);
        var client = HttpClient.newHttpClient()) {
      for (var i = 0; i < 3; i++) {
        var answer = client.send(post(edge, "call " + i), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.body()).isEqualTo("call " + i);
      }
    }
    assertThat(road.received)
        .hasSize(3)
        .allSatisfy(received ->
            assertThat(received.exchange().head().headers().names())
                .contains("content-type")
                .doesNotContain("connection", "upgrade", "http2-settings"));
  }

  @Test
  void anOffer_isNoWayToSmuggle_whatFollowsIsReadAsItIs() throws Exception {
    var offer =
        "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
            + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: "
            + SETTINGS
            + "\r\nContent-Length: 2\r\n\r\nok";
    try (var edge = TestEdge.clearText(road);
        var client = RawClient.to(edge.port())) {
      assertThat(client.send(offer).readAnswer()).startsWith("HTTP/1.1 200").endsWith("ok");

      var answer = client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").readToEnd();

      assertThat(answer).startsWith("HTTP/1.1 400");
    }
    assertThat(road.received).hasSize(1);
  }

  @Test
  void aWebSocket_isRefused() throws Exception {
    try (var edge = TestEdge.clearText(road);
        var client = HttpClient.newHttpClient()) {
      var opening =
          client
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + edge.port() + "/api/x"),
                  new java.net.http.WebSocket.Listener() {})
              .handle((_, failure) -> failure);

      assertThat(opening.join()).isInstanceOf(CompletionException.class);
      assertThat(edge.refused).hasSize(1);
      assertThat(edge.refused.getFirst().detail()).contains("upgrade");
    }
  }

  private static HttpRequest post(TestEdge edge, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/api/x"))
        .header("content-type", "text/plain")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
