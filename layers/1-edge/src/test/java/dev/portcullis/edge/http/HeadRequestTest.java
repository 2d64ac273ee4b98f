package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.edge.tls.DevelopmentAuthority;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.call.ModelRef;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HeadRequestTest {
  private static final ByteBuffer LARGE = ByteBuffer.allocate(300_000);
  private final RecordingRoad road =
      new RecordingRoad(call ->
          CompletableFuture.completedFuture(
              Answer.of(call.model(), List.of(EchoSurface.bytes(LARGE)))));
  private final RoutingTable routes =
      RoutingTable.of(
          List.of(TestEdge.route("GET", "/large", road), TestEdge.route("POST", "/written", road)));

  @Test
  void aHead_isAnsweredLikeItsGet_withoutTheBody_andTheConnectionServesOn() throws Exception {
    try (var edge = clearText();
        var client = RawClient.to(edge.port())) {
      client.send("HEAD /large HTTP/1.1\r\nHost: a\r\n\r\nGET /large HTTP/1.1\r\nHost: a\r\n\r\n");

      var head = client.readHead();
      var get = client.readAnswer();

      assertThat(head).startsWith("HTTP/1.1 200").contains("content-length: 300000\r\n");
      assertThat(withoutIds(get)).startsWith(withoutIds(head));
      assertThat(get.length() - head.length()).isEqualTo(300_000);
    }
    assertThat(road.received)
        .extracting(received -> received.exchange().head().method())
        .containsOnly("GET");
  }

  @Test
  void aHead_onHttp2_isAnsweredAlike(@TempDir Path folder) throws Exception {
    var tls = DevelopmentAuthority.serverTls(folder, Clock.systemUTC());
    var listener = ListenerSettings.encrypted("127.0.0.1", 0, tls);
    try (var edge = TestEdge.with(listener, EdgeLimits.DEFAULT, routes);
        var client = HttpClient.newBuilder().sslContext(TlsClient.context(folder)).build()) {
      var head = send(client, edge, "HEAD", "/large");
      var missing = send(client, edge, "HEAD", "/nowhere");

      assertThat(head.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.headers().firstValue("content-length")).contains("300000");
      assertThat(head.body()).isEmpty();
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.body()).isEmpty();
      assertThat(send(client, edge, "GET", "/large").body()).hasSize(300_000);
    }
  }

  @Test
  void aHeadOfAStream_getsNoneOfIt() throws Exception {
    var streaming = TestEdge.route("GET", "/stream", new RecordingRoad(_ -> stream()));
    var listener = ListenerSettings.clearText("127.0.0.1", 0);
    try (var edge =
            TestEdge.with(listener, EdgeLimits.DEFAULT, RoutingTable.of(List.of(streaming)));
        var client = RawClient.to(edge.port())) {
      client.send("HEAD /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 200")
          .contains("text/event-stream")
          .endsWith("\r\n\r\n")
          .doesNotContain("data");
    }
  }

  @Test
  void aHead_whereNothingIsToGet_is405() throws Exception {
    try (var edge = clearText();
        var client = RawClient.to(edge.port())) {
      client.send(
          "HEAD /written HTTP/1.1\r\nHost: a\r\n\r\nPUT /large HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.readHead()).startsWith("HTTP/1.1 405").contains("allow: POST\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 405").contains("allow: GET, HEAD\r\n");
    }
    assertThat(road.received).isEmpty();
  }

  private TestEdge clearText() {
    return TestEdge.with(ListenerSettings.clearText("127.0.0.1", 0), EdgeLimits.DEFAULT, routes);
  }

  private static CompletableFuture<AnswerStream> stream() {
    var publisher = new SubmissionPublisher<Fragment>();
    Thread.startVirtualThread(() -> {
      while (!publisher.hasSubscribers()) {
        Thread.onSpinWait();
      }
      publisher.submit(new StreamTest.Piece("data"));
      publisher.close();
    });
    return CompletableFuture.completedFuture(
        new AnswerStream(ModelRef.of("m"), 200, "text/event-stream", publisher));
  }

  private static String withoutIds(String answer) {
    return answer
        .lines()
        .limit(7)
        .filter(line -> !line.startsWith("x-request-id") && !line.startsWith("date"))
        .toList()
        .toString();
  }

  private static HttpResponse<String> send(
      HttpClient client, TestEdge edge, String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + edge.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
