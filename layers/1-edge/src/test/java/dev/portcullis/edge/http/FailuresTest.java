package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.http.door.Cidr;
import dev.portcullis.edge.http.door.Door;
import dev.portcullis.edge.http.door.Hosts;
import dev.portcullis.edge.http.door.TrustedProxies;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Road;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class FailuresTest {
  /** More than there are seats, so that one that is not given back is missed. */
  private static final int REQUESTS = 6;

  private static final String REQUEST =
      "POST /api/x HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\n"
          + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";
  private static final ListenerSettings BEHIND_A_PROXY =
      new ListenerSettings(
          "127.0.0.1",
          0,
          new ListenerSettings.Transport.ClearText(),
          Hosts.ANY,
          new TrustedProxies(List.of(Cidr.of("127.0.0.1"))),
          Door.ProxyProtocol.OFF,
          ListenerSettings.Timing.HIDDEN);
  private static final EdgeLimits TWO_EACH =
      new EdgeLimits(
          EdgeLimits.DEFAULT.framing(),
          new EdgeLimits.Connections(2, 100),
          EdgeLimits.Pace.DEFAULT,
          EdgeLimits.Http2.DEFAULT,
          EdgeLimits.DEFAULT.maxBytesInFlight(),
          100);

  @Test
  void aRoadThatThrows_is503_andLeavesNothingBehind() throws Exception {
    assertEachIs503((_, _) -> {
      throw new IllegalStateException("inner");
    });
  }

  @Test
  void aRoadThatFailsLater_is503_andLeavesNothingBehind() throws Exception {
    assertEachIs503((_, wire) ->
        wire.call()
            .thenCompose(_ -> CompletableFuture.failedStage(new IllegalStateException("inner"))));
  }

  @Test
  void routesThatCannotBeAsked_are503() throws Exception {
    try (var edge = TestEdge.clearText(RecordingRoad.echoing())) {
      var listener = ListenerSettings.clearText("127.0.0.1", 0);
      var server =
          EdgeServer.start(edge.services, listener, EdgeLimits.DEFAULT, FailuresTest::noTable)
              .toCompletableFuture()
              .join();

      try (var client = RawClient.to(server.port())) {
        assertThat(client.send(REQUEST).readAnswer()).startsWith("HTTP/1.1 503");
      }
      assertThat(edge.refused).extracting("reason").containsExactly(Reason.CONTROL_FAILED);
    }
  }

  private static RoutingTable noTable() {
    throw new IllegalStateException("inner");
  }

  private static void assertEachIs503(Road road) throws Exception {
    try (var edge = TestEdge.with(BEHIND_A_PROXY, TWO_EACH, TestEdge.routes(road))) {
      for (var i = 0; i < REQUESTS; i++) {
        try (var client = RawClient.to(edge.port())) {
          assertThat(client.send(REQUEST).readAnswer())
              .startsWith("HTTP/1.1 503")
              .contains("control_failed")
              .doesNotContain("inner");
        }
      }
      awaitNothingHeld(edge);
    }
  }

  /** The last client may have his answer a moment before his exchange is over. */
  private static void awaitNothingHeld(TestEdge edge) throws InterruptedException {
    while (edge.services.inFlight().bytes() > 0) {
      Thread.sleep(1);
    }
  }
}
