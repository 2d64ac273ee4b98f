package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.ModelRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class SlowClientsTest {
  private static final int SLOW_CLIENTS = 300;
  private static final int GOOD_REQUESTS = 200;
  private static final String HEAD =
      "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n";
  private static final String GOOD = HEAD + "Content-Length: 5\r\n\r\nhello";

  /** More than the buffers between two sockets hold. */
  private static final CompletableFuture<Answer> LARGE =
      CompletableFuture.completedFuture(
          Answer.of(
              ModelRef.of("large"),
              List.of(EchoSurface.bytes(ByteBuffer.allocate(16 * 1024 * 1024)))));

  private static final EdgeLimits IMPATIENT =
      new EdgeLimits(
          EdgeLimits.DEFAULT.framing(),
          EdgeLimits.Connections.DEFAULT,
          new EdgeLimits.Pace(
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(1),
              1_024,
              Duration.ofSeconds(1)),
          EdgeLimits.Http2.DEFAULT,
          EdgeLimits.DEFAULT.maxBytesInFlight(),
          100);

  @Test
  void slowClientsOfFourKinds_areCut_whileEveryGoodRequestIsAnswered() throws Exception {
    var road = RecordingRoad.echoing();
    var slow = new ArrayList<RawClient>();
    var routes =
        RoutingTable.of(
            List.of(
                TestEdge.route("POST", "/api/x", road),
                TestEdge.route("POST", "/large", new RecordingRoad(_ -> LARGE))));
    var listener = ListenerSettings.clearText("127.0.0.1", 0);
    try (var edge = TestEdge.with(listener, IMPATIENT, routes)) {
      for (var i = 0; i < SLOW_CLIENTS; i++) {
        slow.add(slowClient(i, edge.port()));
      }

      for (var i = 0; i < GOOD_REQUESTS; i++) {
        try (var client = RawClient.to(edge.port())) {
          assertThat(client.send(GOOD).readAnswer()).endsWith("hello");
        }
        Thread.sleep(10);
      }

      Thread.sleep(2_000);
      assertThat(edge.services.seats().taken()).isZero();
      for (var client : slow) {
        assertThat(client.closesWithin(4_000)).isTrue();
      }
    } finally {
      close(slow);
    }
  }

  /** A quarter each: half a head, half a body, an answer never read, nothing at all. */
  private static RawClient slowClient(int i, int port) throws IOException {
    var client = RawClient.from("127.0." + (1 + i / 100) + "." + (1 + i % 100), port);
    return switch (i % 4) {
      case 0 -> client.send("POST /api/x HTTP/1.1\r\nHos");
      case 1 -> client.send(HEAD + "Content-Length: 1000000\r\n\r\nhel");
      case 2 -> client.send(GOOD.replace("/api/x", "/large"));
      default -> client;
    };
  }

  private static void close(List<RawClient> clients) throws IOException {
    for (var client : clients) {
      client.close();
    }
  }
}
