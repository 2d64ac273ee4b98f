package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.tls.DevelopmentAuthority;
import dev.portcullis.edge.tls.ServerTls;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class Http2Test {
  static final String[] GOOD = {
    ":method",
    "POST",
    ":scheme",
    "https",
    ":path",
    "/api/x",
    ":authority",
    "localhost",
    "content-type",
    "text/plain"
  };
  static final String GOOD_BODY = "good";
  private static final int FLOOD = 400;

  static final EdgeLimits CALM =
      new EdgeLimits(
          EdgeLimits.DEFAULT.framing(),
          EdgeLimits.Connections.DEFAULT,
          EdgeLimits.Pace.DEFAULT,
          new EdgeLimits.Http2(128, 100, 50, 8, Duration.ofSeconds(10)),
          EdgeLimits.DEFAULT.maxBytesInFlight(),
          100);

  /** One piece of what floods a connection, the same or nearly so each time. */
  @FunctionalInterface
  private interface Piece {
    void send(FrameClient client, int number) throws IOException;
  }

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

  @BeforeEach
  void forget() {
    ROAD.received.clear();
  }

  @Test
  void hostileHeads_areRefused_andTheConnectionServesOn() throws Exception {
    var wrong = new ArrayList<String>();
    for (var head : hostileHeads()) {
      try (var client = FrameClient.to(folder, edge.port())) {
        client.head(1, FrameClient.END_STREAM, head);
        var outcome = client.outcome(1);
        if (!isRefusal(outcome) || !good(client, 3).equals("200")) {
          wrong.add(String.join(" ", head) + " -> " + outcome);
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(received()).hasSize(hostileHeads().size()).containsOnly(GOOD_BODY);
  }

  @Test
  void aLengthThatIsNone_orThatTheDataBreaks_isRefused_andNothingIsForwarded() throws Exception {
    var lengths =
        List.of("4", "6", "-5", "+5", "0x5", "5,6", "5 5", "five", "5.0", "99999999999999999999");
    for (var length : lengths) {
      try (var client = FrameClient.to(folder, edge.port())) {
        client.head(1, FrameClient.NO_FLAG, with("content-length", length));
        client.data(1, FrameClient.END_STREAM, "evil!");

        assertThat(client.outcome(1)).as(length).matches(Http2Test::isRefusal);
        assertThat(good(client, 3)).as("after " + length).isEqualTo("200");
      }
    }
    assertThat(received()).hasSize(lengths.size()).containsOnly(GOOD_BODY);
  }

  @Test
  void aMethodThatIsNoToken_closesItsConnection() throws Exception {
    try (var client = FrameClient.to(folder, edge.port())) {
      client.head(1, FrameClient.END_STREAM, replaced(":method", "PO ST"));

      assertThat(client.outcome(1)).isEqualTo(FrameClient.CLOSED);
      assertThat(received()).isEmpty();
    }
  }

  @Test
  void headsThatAreOdd_butGood_pass() throws Exception {
    var heads =
        List.of(
            with("te", "trailers"),
            with("host", "localhost"),
            with("content-length", "4"),
            with("x-empty", ""),
            with("x-obs", "caf\u00e9"),
            replaced(":path", "/api/x?q=%20&a=b"),
            replaced(":authority", "[::1]:8443"));
    for (var head : heads) {
      try (var client = FrameClient.to(folder, edge.port())) {
        client.head(1, FrameClient.NO_FLAG, head).data(1, FrameClient.END_STREAM, GOOD_BODY);

        assertThat(client.outcome(1)).as("%s", List.of(head)).isEqualTo("200");
      }
    }
  }

  @Test
  void streamsThatAreResetAtOnce_closeTheirConnection() throws Exception {
    assertFloodIsCut((client, number) -> {
      var stream = 2 * number + 1;
      client.head(stream, FrameClient.NO_FLAG, GOOD);
      client.frame(FrameClient.RST_STREAM, FrameClient.NO_FLAG, stream, new byte[] {0, 0, 0, 8});
    });
  }

  @Test
  void aFloodOfPings_closesItsConnection() throws Exception {
    assertFloodIsCut(
        (client, _) -> client.frame(FrameClient.PING, FrameClient.NO_FLAG, 0, new byte[8]));
  }

  @Test
  void aFloodOfSettings_closesItsConnection() throws Exception {
    assertFloodIsCut(
        (client, _) -> client.frame(FrameClient.SETTINGS, FrameClient.NO_FLAG, 0, new byte[0]));
  }

  @Test
  void aFloodOfContinuations_closesItsConnection() throws Exception {
    assertFloodIsCut((client, number) -> {
      if (number == 0) {
        client.frame(FrameClient.HEADERS, FrameClient.NO_FLAG, 1, FrameClient.block(GOOD));
      } else {
        client.frame(FrameClient.CONTINUATION, FrameClient.NO_FLAG, 1, new byte[0]);
      }
    });
  }

  @Test
  void aFloodOfEmptyData_closesItsConnection() throws Exception {
    assertFloodIsCut((client, number) -> {
      if (number == 0) {
        client.head(1, FrameClient.NO_FLAG, GOOD);
      } else {
        client.data(1, FrameClient.NO_FLAG, "");
      }
    });
  }

  private static ServerTls tls() throws IOException {
    return DevelopmentAuthority.serverTls(folder, Clock.systemUTC());
  }

  private static void assertFloodIsCut(Piece piece) throws Exception {
    try (var other = FrameClient.to(folder, edge.port());
        var client = FrameClient.to(folder, edge.port())) {
      flood(client, piece);

      assertThat(client.isClosed()).isTrue();
      assertThat(good(other, 1)).isEqualTo("200");
      assertThat(received()).containsExactly(GOOD_BODY);
    }
  }

  private static void flood(FrameClient client, Piece piece) throws IOException {
    try {
      for (var i = 0; i < FLOOD; i++) {
        piece.send(client, i);
      }
    } catch (SocketException | SSLException e) {
      // It was cut before it was over.
    }
  }

  static String good(FrameClient client, int stream) throws IOException {
    client.head(stream, FrameClient.NO_FLAG, GOOD).data(stream, FrameClient.END_STREAM, GOOD_BODY);
    return client.outcome(stream);
  }

  private static List<String> received() {
    return ROAD.received.stream().map(RecordingRoad.Received::text).toList();
  }

  private static boolean isRefusal(String outcome) {
    return outcome.equals("400") || outcome.equals("reset 1");
  }

  private static List<String[]> hostileHeads() {
    var added =
        Stream.of(
            with("connection", "close"),
            with("keep-alive", "timeout=5"),
            with("proxy-connection", "close"),
            with("transfer-encoding", "chunked"),
            with("upgrade", "h2c"),
            with("http2-settings", "AAMAAABkAAQ"),
            with("trailer", "x-late"),
            with("te", "gzip"),
            with("te", "trailers, deflate"),
            with("expect", "a miracle"),
            with("host", "elsewhere"),
            with("host", "localhost:1"),
            with("host", "localhost", "host", "localhost"),
            with("X-Upper", "a"),
            with("x name", "a"),
            with("x-name:", "a"),
            with("", "a"),
            with("x", "a\r\nb: c"),
            with("x", "a\nb"),
            with("x", "a\rb"),
            with("x", "a\0b"),
            with("x", " a"),
            with("x", "a\t"),
            with("content_length", "0"),
            with("content-length", "0", "content-length", "1"),
            with(":path", "/api/other"),
            with(":status", "200"),
            with(":unknown", "a"));
    return Stream.concat(added, replacedHeads()).toList();
  }

  private static Stream<String[]> replacedHeads() {
    return Stream.of(
        replaced(":path", "api/x"),
        replaced(":path", "*"),
        replaced(":path", ""),
        replaced(":path", "/api/x y"),
        replaced(":path", "/api/../x"),
        replaced(":path", "/api/x?q=\"<"),
        replaced(":path", "https://localhost/api/x"),
        replaced(":method", "CONNECT"),
        replaced(":method", "TRACE"),
        replaced(":method", "post"),
        replaced(":method", ""),
        replaced(":authority", ""),
        replaced(":authority", "user@localhost"),
        replaced(":authority", "localhost:99999"),
        replaced(":authority", "local host"));
  }

  static String[] with(String... more) {
    var head = Arrays.copyOf(GOOD, GOOD.length + more.length);
    System.arraycopy(more, 0, head, GOOD.length, more.length);
    return head;
  }

  private static String[] replaced(String name, String value) {
    var head = GOOD.clone();
    head[Arrays.asList(head).indexOf(name) + 1] = value;
    return head;
  }
}
