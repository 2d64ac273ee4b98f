package dev.portcullis.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.edge.http.routing.Cors;
import dev.portcullis.edge.http.routing.EdgeRoute;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class BoundsTest {
  /** A thousand bytes in flight. */
  private static final EdgeLimits TIGHT =
      new EdgeLimits(
          EdgeLimits.DEFAULT.framing(),
          EdgeLimits.Connections.DEFAULT,
          EdgeLimits.Pace.DEFAULT,
          EdgeLimits.Http2.DEFAULT,
          1_000,
          100);

  private final RecordingRoad road = RecordingRoad.echoing();

  @Test
  void anAnnouncedBodyOverTheBound_is413_beforeItCame() throws Exception {
    assertThat(ask("Content-Length: 2000000\r\n", ""))
        .startsWith("HTTP/1.1 413")
        .contains("too_large");
  }

  @Test
  void aChunkedBodyOverTheBound_is413_onceItIsOver() throws Exception {
    var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

    assertThat(ask("Transfer-Encoding: chunked\r\n", chunk.repeat(17))).startsWith("HTTP/1.1 413");
  }

  @Test
  void aCompressedBody_isReadAsItWas_andABomb_is413() throws Exception {
    var small = gzip("hello".repeat(10));
    var bomb = gzip("\0".repeat(900_000));

    assertThat(ask("Content-Encoding: gzip\r\nContent-Length: " + small.length() + "\r\n", small))
        .endsWith("hello".repeat(10));
    assertThat(ask("Content-Encoding: gzip\r\nContent-Length: " + bomb.length() + "\r\n", bomb))
        .startsWith("HTTP/1.1 413");
    assertThat(ask("Content-Encoding: br\r\nContent-Length: 2\r\n", "xx"))
        .startsWith("HTTP/1.1 415");
  }

  @Test
  void aDeflatedBody_isReadAsItWas_andOneThatIsNone_is400() throws Exception {
    var deflated = deflate("hello".repeat(10));
    var length = "Content-Encoding: deflate\r\nContent-Length: " + deflated.length() + "\r\n";

    assertThat(ask(length, deflated)).endsWith("hello".repeat(10));
    assertThat(ask("Content-Encoding: deflate\r\nContent-Length: 3\r\n", "abc"))
        .startsWith("HTTP/1.1 400");
    assertThat(ask("Content-Encoding: gzip, gzip\r\nContent-Length: 3\r\n", "abc"))
        .startsWith("HTTP/1.1 415");
  }

  @Test
  void aTypeThatTheSurfaceDoesNotTake_is415_andSoIsABodyOfNone() throws Exception {
    var typed = "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/html\r\n";
    var untyped = "POST /api/x HTTP/1.1\r\nHost: a\r\n";
    for (var head : List.of(typed, untyped)) {
      try (var edge = TestEdge.clearText(road);
          var client = RawClient.to(edge.port())) {
        var answer = client.send(head + "Content-Length: 2\r\n\r\nok").readAnswer();

        assertThat(answer).startsWith("HTTP/1.1 415").contains("unsupported_media_type");
      }
    }
    assertThat(road.received).isEmpty();
  }

  @Test
  void whatABodyInflatesTo_countsAsInFlight() throws Exception {
    var small = gzip("0123456789".repeat(150));
    var length = "Content-Encoding: gzip\r\nContent-Length: " + small.length() + "\r\n";
    try (var edge = TestEdge.clearText(road, TIGHT);
        var client = RawClient.to(edge.port())) {
      var answer = client.send(head(length) + small).readAnswer();

      assertThat(small.length()).isLessThan(500);
      assertThat(answer).startsWith("HTTP/1.1 503").contains("overloaded");
      assertNothingIsHeld(edge);
    }
  }

  @Test
  void bytesInFlight_overTheBound_are503_atOnce() throws Exception {
    try (var edge = TestEdge.clearText(road, TIGHT);
        var client = RawClient.to(edge.port())) {
      var answer = client.send(head("Content-Length: 1001\r\n")).readAnswer();

      assertThat(answer).startsWith("HTTP/1.1 503").contains("overloaded", "retry-after: 1\r\n");
      assertNothingIsHeld(edge);
    }
  }

  @Test
  void anAnswerThatThereIsNoRoomFor_is503_andTheRoomIsThereAgain() throws Exception {
    var bytes = new Content.Bytes(ByteBuffer.allocate(2_000), "text/plain");
    var large = new Part("", Kind.BASE64, Provenance.USER, bytes);
    var answering =
        new RecordingRoad(
            call -> CompletableFuture.completedFuture(Answer.of(call.model(), List.of(large))));
    try (var edge = TestEdge.clearText(answering, TIGHT);
        var client = RawClient.to(edge.port())) {
      var answer = client.send(head("Content-Length: 2\r\n") + "ok").readAnswer();

      assertThat(answer).startsWith("HTTP/1.1 503").contains("overloaded");
      assertNothingIsHeld(edge);
    }
  }

  @Test
  void aPreflight_isAnswered_forTheExactOriginAlone() throws Exception {
    var cors =
        new Cors(
            Set.of("https://app.example"),
            Set.of("content-type"),
            Cors.Credentials.OMIT,
            Duration.ofMinutes(5));
    var plain = TestEdge.route("POST", "/api/x", road);
    var route = new EdgeRoute(plain.route(), "POST", plain.path(), plain.surface(), road, cors);
    var listener = ListenerSettings.clearText("127.0.0.1", 0);
    try (var edge = TestEdge.with(listener, EdgeLimits.DEFAULT, RoutingTable.of(List.of(route)));
        var client = RawClient.to(edge.port())) {
      var admitted = client.send(preflight("https://app.example")).readAnswer();
      var other = client.send(preflight("https://evil.example")).readAnswer();

      assertThat(admitted)
          .startsWith("HTTP/1.1 204")
          .contains("access-control-allow-origin: https://app.example")
          .contains("access-control-allow-methods: POST");
      assertThat(other).startsWith("HTTP/1.1 405").doesNotContain("access-control");
    }
  }

  @Test
  void anyOriginWithCredentials_isNoSetting() {
    assertThatThrownBy(() -> new Cors(Set.of("*"), Set.of(), Cors.Credentials.ALLOW, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  /** What was held is given back once the answer has left, which the client may see first. */
  private static void assertNothingIsHeld(TestEdge edge) throws InterruptedException {
    for (int look = 0; look < 200 && edge.services.inFlight().bytes() > 0; look++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(edge.services.inFlight().bytes()).isZero();
  }

  private String ask(String fields, String body) throws IOException {
    try (var edge = TestEdge.clearText(road);
        var client = RawClient.to(edge.port())) {
      return client.send(head(fields) + body).readAnswer();
    }
  }

  private static String head(String fields) {
    return "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n" + fields + "\r\n";
  }

  private static String preflight(String origin) {
    return "OPTIONS /api/x HTTP/1.1\r\nHost: a\r\nOrigin: "
        + origin
        + "\r\nAccess-Control-Request-Method: POST\r\n\r\n";
  }

  private static String deflate(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(text.getBytes(ISO_8859_1));
    }
    return bytes.toString(ISO_8859_1);
  }

  private static String gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(ISO_8859_1));
    }
    return bytes.toString(ISO_8859_1);
  }
}
