package dev.portcullis.edge.http;

import static dev.portcullis.edge.http.Http2Test.CALM;
import static dev.portcullis.edge.http.Http2Test.GOOD;
import static dev.portcullis.edge.http.Http2Test.GOOD_BODY;
import static dev.portcullis.edge.http.Http2Test.good;
import static dev.portcullis.edge.http.Http2Test.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.edge.tls.DevelopmentAuthority;
import dev.portcullis.edge.tls.ServerTls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How bodies, streams and connections end over HTTP/2, where they don't end well. */
@Timeout(60)
final class Http2EndingsTest {

  private static final RecordingRoad ROAD = RecordingRoad.echoing();
  @TempDir private static Path folder;
  private static TestEdge edge;

  @BeforeAll
  static void start() throws Exception {
    var listener = ListenerSettings.encrypted("127.0.0.1", 0, tls());
    edge = TestEdge.with(listener, CALM, TestEdge.routes(ROAD));
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  @Test
  void aClientThatStillSends_readsItsRefusal_andIsThenToldToStop() throws Exception {
    try (var client = FrameClient.to(folder, edge.port())) {
      client.head(1, FrameClient.NO_FLAG, with("content-length", "3000000"));
      for (var i = 0; i < 5; i++) {
        client.data(1, FrameClient.NO_FLAG, "\0".repeat(12_000));
        Thread.sleep(20);
      }

      assertThat(client.outcome(1)).isEqualTo("413");
      assertThat(client.awaitText("too_large").reset(1)).isEqualTo("reset 0");
      assertThat(good(client, 3)).isEqualTo("200");
    }
  }

  @Test
  void bytesOfABody_areNoFrames_whereverItIsCut() throws Exception {
    // Nine zeros would be an empty frame of data, if a body were taken for frames.
    var zeros = "\0".repeat(9_000);
    for (var wait = 0; wait < 4; wait++) {
      try (var client = FrameClient.to(folder, edge.port())) {
        Thread.sleep(10L * wait);
        client.head(1, FrameClient.NO_FLAG, GOOD);
        for (var i = 0; i < 5; i++) {
          client.data(1, FrameClient.NO_FLAG, zeros);
          Thread.sleep(10);
        }
        client.data(1, FrameClient.END_STREAM, "!");

        assertThat(client.outcome(1)).isEqualTo("200");
      }
    }
  }

  @Test
  void aStreamThatBreaks_saysSoFirst_andIsResetAMomentLater() throws Exception {
    var breaking = TestEdge.route("POST", "/api/**", StreamTest.breaking());
    var listener = ListenerSettings.encrypted("127.0.0.1", 0, tls());
    try (var other = TestEdge.with(listener, CALM, RoutingTable.of(List.of(breaking)));
        var client = FrameClient.to(folder, other.port())) {
      client.head(1, FrameClient.NO_FLAG, GOOD).data(1, FrameClient.END_STREAM, GOOD_BODY);

      client.awaitText("event: error\n\n");
      var told = System.nanoTime();
      var reset = client.reset(1);

      assertThat(reset).isEqualTo("reset 2");
      assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThan(Duration.ofMillis(100));
    }
  }

  @Test
  void aClientThatShakesHands_andSaysNothing_isCut() throws Exception {
    var hasty =
        new EdgeLimits.Pace(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            Duration.ofSeconds(1));
    var limits =
        new EdgeLimits(CALM.framing(), CALM.connections(), hasty, CALM.http2(), 1 << 20, 1);
    var listener = ListenerSettings.encrypted("127.0.0.1", 0, tls());
    try (var other = TestEdge.with(listener, limits, TestEdge.routes(ROAD));
        var silent = new RawClient(FrameClient.shakenHands(folder, other.port()))) {
      assertThat(silent.closesWithin(4_000)).isTrue();
    }
  }

  private static ServerTls tls() throws IOException {
    return DevelopmentAuthority.serverTls(folder, Clock.systemUTC());
  }
}
