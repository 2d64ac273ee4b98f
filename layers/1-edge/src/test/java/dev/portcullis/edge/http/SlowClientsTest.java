package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
  private static final int SLOW_CLIENTS = 300;
  private static final int GOOD_REQUESTS = 200;
  private static final String HEAD =
      "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n";
  private static final String GOOD = HEAD + "Content-Length: 5\r\n\r\nhello";

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
    try (var edge = TestEdge.clearText(road, IMPATIENT)) {
      for (var i = 0; i < SLOW_CLIENTS; i++) {
        slow.add(slowClient(i, edge.port()));
      }

      for (var i = 0; i < GOOD_REQUESTS; i++) {
        try (var client = RawClient.to(edge.port())) {
          assertThat(client.send(GOOD).readAnswer()).endsWith("hello");
        }
        Thread.sleep(10);
      }

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
      case 2 -> client.send(GOOD);
      default -> client;
    };
  }

  private static void close(List<RawClient> clients) throws IOException {
    for (var client : clients) {
      client.close();
    }
  }
}
