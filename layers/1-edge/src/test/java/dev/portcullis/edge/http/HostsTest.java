package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.http.door.Door;
import dev.portcullis.edge.http.door.HostPattern;
import dev.portcullis.edge.http.door.Hosts;
import dev.portcullis.edge.http.door.TrustedProxies;
import dev.portcullis.edge.tls.DevelopmentAuthority;
import dev.portcullis.kernel.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class HostsTest {
  private final RecordingRoad road = RecordingRoad.echoing();
  @TempDir private Path folder;

  @Test
  void aHostThatIsNotServed_is421_inClearText_andTheConnectionServesOn() throws Exception {
    try (var edge = edge(new ListenerSettings.Transport.ClearText(), "api.test", "*.models.test");
        var client = RawClient.to(edge.port())) {
      assertThat(client.send(request("api.test:99")).readAnswer()).startsWith("HTTP/1.1 200");
      assertThat(client.send(request("a.models.test")).readAnswer()).startsWith("HTTP/1.1 200");

      var refused = client.send(request("elsewhere.test")).readAnswer();

      assertThat(refused).startsWith("HTTP/1.1 421").contains("\"code\":\"misdirected\"");
      assertThat(refused).doesNotContain("elsewhere");
      assertThat(edge.refused).extracting("reason").containsExactly(Reason.MISDIRECTED);
      assertThat(client.send(request("API.test")).readAnswer()).startsWith("HTTP/1.1 200");
    }
    assertThat(road.received).hasSize(3);
  }

  @Test
  void whomTlsWasAskedFor_andTheHost_agree_orItIs421() throws Exception {
    try (var edge = edge(encrypted());
        var named = TlsClient.raw(folder, edge.port(), Optional.of("a.test"));
        var unnamed = TlsClient.raw(folder, edge.port(), Optional.empty())) {
      assertThat(named.send(request("a.test:8443")).readAnswer()).startsWith("HTTP/1.1 200");
      assertThat(named.send(request("b.test")).readAnswer()).startsWith("HTTP/1.1 421");
      assertThat(unnamed.send(request("b.test")).readAnswer()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void onHttp2_eachStreamIsHeldToTheHostOfItsConnection() throws Exception {
    try (var edge = edge(encrypted(), "*.test");
        var named = FrameClient.to(folder, edge.port(), Optional.of("a.test"));
        var unnamed = FrameClient.to(folder, edge.port(), Optional.empty())) {
      assertThat(get(named, 1, "a.test")).isEqualTo("405");
      assertThat(get(named, 3, "b.test")).isEqualTo("421");
      assertThat(get(named, 5, "A.TEST:1")).isEqualTo("405");
      assertThat(get(unnamed, 1, "b.test")).isEqualTo("405");
      assertThat(get(unnamed, 3, "localhost")).isEqualTo("421");
    }
  }

  private static String get(FrameClient client, int stream, String authority) throws Exception {
    client.head(
        stream,
        FrameClient.END_STREAM,
        Stream.of(
                List.of(":method", "GET"),
                List.of(":scheme", "https"),
                List.of(":path", "/api/x"),
                List.of(":authority", authority))
            .flatMap(List::stream)
            .toArray(String[]::new));
    return client.outcome(stream);
  }

  private ListenerSettings.Transport encrypted() throws Exception {
    return new ListenerSettings.Transport.Encrypted(
        DevelopmentAuthority.serverTls(folder, Clock.systemUTC()));
  }

  private TestEdge edge(ListenerSettings.Transport transport, String... hosts) {
    var listener =
        new ListenerSettings(
            "127.0.0.1",
            0,
            transport,
            new Hosts(Stream.of(hosts).map(HostPattern::of).toList()),
            TrustedProxies.NONE,
            Door.ProxyProtocol.OFF,
            ListenerSettings.Timing.HIDDEN);
    return TestEdge.with(listener, EdgeLimits.DEFAULT, TestEdge.routes(road));
  }

  private static String request(String host) {
    return "POST /api/x HTTP/1.1\r\nHost: "
        + host
        + "\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";
  }
}
