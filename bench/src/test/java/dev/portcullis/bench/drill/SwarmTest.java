package dev.portcullis.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bench.process.Certificate;
import dev.portcullis.bench.process.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The attacker against servers that only note what comes. */
final class SwarmTest {

  /** Sixty-four addresses, and eight turns of kinds. */
  private static final int CONNECTIONS = 8 * Orders.ADDRESSES;

  private static final Duration TIME = Duration.ofMillis(3_500);

  @TempDir private Path folder = Path.of("");

  private final Set<InetAddress> clients = ConcurrentHashMap.newKeySet();
  private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();
  private final ServerSocket clear = listening();
  private final ServerSocket encrypted = listening();

  SwarmTest() throws IOException {}

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
  }

  /** What came over one connection. */
  private record Connection(Socket socket, ByteArrayOutputStream received) {
    String text() {
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @AfterEach
  void stop() throws IOException {
    clear.close();
    encrypted.close();
    for (var connection : connections) {
      connection.socket().close();
    }
  }

  private void serve(ServerSocket server, Duration life) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              var socket = server.accept();
              Thread.ofVirtual().start(() -> note(socket, life));
            }
          } catch (IOException _) {
            // The test is over.
          }
        });
  }

  private void note(Socket socket, Duration life) {
    var connection = new Connection(socket, new ByteArrayOutputStream());
    clients.add(socket.getInetAddress());
    connections.add(connection);
    try (socket) {
      socket.setSoTimeout((int) life.toMillis());
      for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
        connection.received().write(b);
      }
    } catch (IOException _) {
      // Its time is up, or the attacker's.
    }
  }

  private Map<SlowKind, Count> attack(int clearPort, int tlsPort)
      throws IOException, InterruptedException {
    var chain = Certificate.create(folder).chain();
    var orders = new Orders(clearPort, tlsPort, chain, "the-key", CONNECTIONS, TIME);
    try (var handshakes = new Handshakes(Certificate.trusting(chain));
        var swarm = Swarm.of(orders, handshakes)) {
      return swarm.attack().stream().collect(Collectors.toMap(Count::kind, Function.identity()));
    }
  }

  private static Count count(Map<SlowKind, Count> counts, SlowKind kind) {
    return Optional.ofNullable(counts.get(kind)).orElseThrow();
  }

  private long received(String start) {
    return connections.stream().filter(c -> c.text().startsWith(start)).count();
  }

  @Test
  void patientServer_isHeldByEveryKind_fromManyAddresses()
      throws IOException, InterruptedException {
    serve(clear, Duration.ofSeconds(20));
    serve(encrypted, Duration.ofSeconds(20));

    var counts = attack(clear.getLocalPort(), encrypted.getLocalPort());

    assertThat(count(counts, SlowKind.SLOW_HEAD))
        .isEqualTo(new Count(SlowKind.SLOW_HEAD, 128, 0, 0, 128));
    assertThat(count(counts, SlowKind.SLOW_BODY))
        .isEqualTo(new Count(SlowKind.SLOW_BODY, 128, 0, 0, 128));
    assertThat(count(counts, SlowKind.SLOW_READ))
        .isEqualTo(new Count(SlowKind.SLOW_READ, 128, 0, 0, 128));
    assertThat(count(counts, SlowKind.STALLED_HANDSHAKE).mostAtOnce()).isEqualTo(64);
    assertThat(clients).hasSize(Orders.ADDRESSES);
  }

  @Test
  void slowRequests_dripAndNeverEnd() throws IOException, InterruptedException {
    serve(clear, Duration.ofSeconds(20));
    serve(encrypted, Duration.ofSeconds(20));

    attack(clear.getLocalPort(), encrypted.getLocalPort());

    var posts =
        connections.stream().map(Connection::text).filter(t -> t.startsWith("POST")).toList();
    assertThat(posts).hasSize(256);
    assertThat(posts.stream().filter(t -> t.contains("the-key")).toList())
        .hasSize(128)
        .allMatch(text -> text.contains("\r\n\r\n{ "));
    assertThat(posts.stream().filter(t -> !t.contains("the-key")).toList())
        .hasSize(128)
        .allMatch(text -> text.contains("X-A: a") && !text.contains("\r\n\r\n"));
    assertThat(received("GET /large")).isEqualTo(128);
    // Half a ClientHello: the record's header announces more than ever comes.
    assertThat(received("\u0016\u0003\u0001\u0002\u0000")).isEqualTo(64);
  }

  @Test
  void connectionsThatTheServerCloses_areOpenedAgain() throws IOException, InterruptedException {
    serve(clear, Duration.ofMillis(400));
    serve(encrypted, Duration.ofMillis(400));

    var counts = attack(clear.getLocalPort(), encrypted.getLocalPort());

    var stalled = count(counts, SlowKind.STALLED_HANDSHAKE);
    assertThat(stalled.closed()).isGreaterThan(64);
    assertThat(stalled.opened()).isBetween(stalled.closed(), stalled.closed() + 64);
  }

  @Test
  void nobodyThere_isRefused() throws IOException, InterruptedException {
    var counts = attack(Ports.free(), Ports.free());

    assertThat(counts.values()).allMatch(count -> count.refused() > 0 && count.opened() == 0);
  }
}
