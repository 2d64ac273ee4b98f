package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.http.door.Cidr;
import dev.portcullis.edge.http.door.Door;
import dev.portcullis.edge.http.door.Hosts;
import dev.portcullis.edge.http.door.TrustedProxies;
import dev.portcullis.kernel.Road;
import dev.portcullis.kernel.TrustedProxy;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.ModelRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class DoorTest {
  private static final TrustedProxies PROXIES =
      new TrustedProxies(List.of(Cidr.of("127.0.0.2"), Cidr.of("10.0.0.0/8")));
  private static final ByteBuffer OK = ByteBuffer.wrap(new byte[] {'o', 'k'});
  private static final EdgeLimits THREE_EACH =
      new EdgeLimits(
          EdgeLimits.DEFAULT.framing(),
          new EdgeLimits.Connections(3, 100),
          EdgeLimits.Pace.DEFAULT,
          EdgeLimits.Http2.DEFAULT,
          EdgeLimits.DEFAULT.maxBytesInFlight(),
          100);

  private final RecordingRoad road = RecordingRoad.echoing();

  @Test
  void theRightmostUntrustedHop_isTheClient_andOnlyATrustedProxyIsBelieved() throws Exception {
    try (var edge = edge(Door.ProxyProtocol.OFF)) {
      try (var proxy = RawClient.from("127.0.0.2", edge.port());
          var stranger = RawClient.from("127.0.0.3", edge.port())) {
        proxy.send(request("X-Forwarded-For: 6.6.6.6, 203.0.113.9, 10.1.1.1\r\n")).readAnswer();
        proxy.send(request("Forwarded: for=\"[2001:db8::7]:99\";proto=http\r\n")).readAnswer();
        stranger.send(request("X-Forwarded-For: 203.0.113.9\r\n")).readAnswer();
      }
    }

    assertThat(clients()).containsExactly("203.0.113.9", "2001:db8:0:0:0:0:0:7", "127.0.0.3");
  }

  @Test
  void anAddress_hasSoManyConnections_andATrustedProxyHasNoBound() throws Exception {
    try (var edge = edge(Door.ProxyProtocol.OFF)) {
      var open = new ArrayList<RawClient>();
      for (var i = 0; i < 3; i++) {
        open.add(RawClient.from("127.0.0.3", edge.port()));
        open.add(RawClient.from("127.0.0.2", edge.port()));
        open.add(RawClient.from("127.0.0.2", edge.port()));
      }

      try (var fourth = RawClient.from("127.0.0.3", edge.port())) {
        assertThat(fourth.closesWithin(1_000)).isTrue();
      }
      var named = request("X-Forwarded-For: 203.0.113.9\r\n");
      for (var client : open) {
        assertThat(client.send(named).readAnswer()).startsWith("HTTP/1.1 200");
        client.close();
      }
    }
  }

  @Test
  void aClientWhomAFieldNames_hasSoManyExchanges_whateverConnectionTheyComeOn() throws Exception {
    var reply = new CompletableFuture<Answer>();
    var waiting = new RecordingRoad(_ -> reply);
    var named = request("X-Forwarded-For: 203.0.113.9\r\n");
    try (var edge = edge(Door.ProxyProtocol.OFF, waiting)) {
      var open = new ArrayList<RawClient>();
      for (var i = 0; i < 3; i++) {
        open.add(RawClient.from("127.0.0.2", edge.port()).send(named));
      }
      while (waiting.received.size() < 3) {
        Thread.sleep(1);
      }

      try (var fourth = RawClient.from("127.0.0.2", edge.port());
          var other = RawClient.from("127.0.0.2", edge.port())) {
        assertThat(fourth.send(named).readAnswer()).startsWith("HTTP/1.1 503");
        other.send(named.replace("113.9", "113.8"));
        reply.complete(Answer.of(ModelRef.of("m"), List.of(EchoSurface.bytes(OK))));
        assertThat(other.readAnswer()).startsWith("HTTP/1.1 200");
      }
      for (var client : open) {
        assertThat(client.readAnswer()).startsWith("HTTP/1.1 200");
        assertThat(client.send(named).readAnswer()).startsWith("HTTP/1.1 200");
        client.close();
      }
    }
  }

  @Test
  void aProxyHeader_namesTheClient_whereATrustedProxySentIt() throws Exception {
    try (var edge = edge(Door.ProxyProtocol.V2)) {
      try (var proxy = RawClient.from("127.0.0.2", edge.port())) {
        proxy.send(proxyV2(203, 0, 113, 5)).send(request("")).readAnswer();
      }
      try (var proxy = RawClient.from("127.0.0.2", edge.port())) {
        var answer = proxy.send("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + request("")).readToEnd();
        assertThat(answer).isEmpty();
      }
      try (var stranger = RawClient.from("127.0.0.3", edge.port())) {
        var answer = stranger.send(proxyV2(203, 0, 113, 5)).readToEnd();
        assertThat(answer).startsWith("HTTP/1.1 400");
      }
    }

    assertThat(clients()).containsExactly("203.0.113.5");
  }

  @Test
  void aTrustedProxyThatNamesNobody_isRefused() throws Exception {
    try (var edge = edge(Door.ProxyProtocol.OFF);
        var proxy = RawClient.from("127.0.0.2", edge.port())) {
      var answer = proxy.send(request("")).readAnswer();

      assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("forward");
      assertThat(edge.refused.getFirst().detail()).contains("no forwarding field");
    }
    assertThat(road.received).isEmpty();
  }

  @Test
  void aTrustedProxyThatMayNameNobody_isServed_andKnownForWhatItIs() throws Exception {
    var silent = new TrustedProxies(PROXIES.ranges(), TrustedProxies.Silence.SERVED);
    try (var edge = edge(Door.ProxyProtocol.OFF, road, silent);
        var proxy = RawClient.from("127.0.0.2", edge.port())) {
      proxy.send(request("")).readAnswer();
      proxy.send(request("X-Forwarded-For: 203.0.113.9\r\n")).readAnswer();
    }

    assertThat(clients()).containsExactly("127.0.0.2", "203.0.113.9");
    assertThat(road.received)
        .extracting(received -> received.exchange().fact(TrustedProxy.class).isPresent())
        .containsExactly(true, false);
  }

  private TestEdge edge(Door.ProxyProtocol protocol) {
    return edge(protocol, road);
  }

  private static TestEdge edge(Door.ProxyProtocol protocol, Road road) {
    return edge(protocol, road, PROXIES);
  }

  private static TestEdge edge(Door.ProxyProtocol protocol, Road road, TrustedProxies proxies) {
    var listener =
        new ListenerSettings(
            "127.0.0.1",
            0,
            new ListenerSettings.Transport.ClearText(),
            Hosts.ANY,
            proxies,
            protocol,
            ListenerSettings.Timing.HIDDEN);
    return TestEdge.with(listener, THREE_EACH, TestEdge.routes(road));
  }

  private List<String> clients() {
    return road.received.stream()
        .map(received -> received.exchange().head().client().getHostAddress())
        .toList();
  }

  private static String request(String field) {
    return "POST /api/x HTTP/1.1\r\nHost: a\r\n"
        + field
        + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";
  }

  private static byte[] proxyV2(int... client) {
    var header = ByteBuffer.allocate(28);
    header.put(new byte[] {13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10});
    header.put((byte) 0x21).put((byte) 0x11).putShort((short) 12);
    for (var octet : client) {
      header.put((byte) octet);
    }
    return header.putInt(0x7f000001).putShort((short) 1234).putShort((short) 443).array();
  }
}
