package dev.portcullis.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.bench.load.SteadyLoad.Reuse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SteadyLoadTest {

  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();

  SteadyLoadTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Answers each request with this status; a length of 0 makes the answer chunked. */
  private HttpHandler answering(int status, int length) {
    return exchange -> {
      try (exchange) {
        clients.add(exchange.getRemoteAddress());
        requests.incrementAndGet();
        boolean whole = java.util.Arrays.equals(exchange.getRequestBody().readAllBytes(), BODY);
        exchange.sendResponseHeaders(whole ? status : 400, length);
        exchange.getResponseBody().write(new byte[1_000]);
      }
    };
  }

  private Tally run(Reuse reuse) throws InterruptedException {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/echo");
    var target = Target.of(url, Map.of("content-type", "application/json"), BODY);
    return new SteadyLoad(100, 4, reuse, SocketFactory.getDefault())
        .run(target, Duration.ofSeconds(1));
  }

  @Test
  void everyRequestIsSent_overTheConnectionsThatAreKept() throws InterruptedException {
    server.createContext("/", answering(200, 1_000));

    var tally = run(Reuse.KEEP_ALIVE);

    assertThat(tally.answered()).isEqualTo(100);
    assertThat(tally.failed()).isZero();
    assertThat(clients).hasSize(4);
    assertThat(tally.latency().p50()).isPositive();
  }

  @Test
  void eachRequest_canHaveItsOwnConnection() throws InterruptedException {
    server.createContext("/", answering(200, 1_000));

    assertThat(run(Reuse.EACH_REQUEST).answered()).isEqualTo(100);
    assertThat(clients).hasSize(100);
  }

  @Test
  void chunkedAnswers_areReadToTheirEnd() throws InterruptedException {
    server.createContext("/", answering(200, 0));

    assertThat(run(Reuse.KEEP_ALIVE).answered()).isEqualTo(100);
    assertThat(clients).hasSize(4);
  }

  @Test
  void refusals_areFailures() throws InterruptedException {
    server.createContext("/", answering(503, 1_000));

    var tally = run(Reuse.KEEP_ALIVE);

    assertThat(tally.answered()).isZero();
    assertThat(tally.failed()).isEqualTo(100);
  }

  @Test
  void brokenConnection_isAFailure_andTheNextRequestHasANewOne() throws InterruptedException {
    var answering = answering(200, 1_000);
    server.createContext(
        "/",
        exchange -> {
          if (requests.get() == 50) {
            requests.incrementAndGet();
            exchange.close();
          } else {
            answering.handle(exchange);
          }
        });

    var tally = run(Reuse.KEEP_ALIVE);

    assertThat(tally.failed()).isEqualTo(1);
    assertThat(tally.answered()).isEqualTo(99);
  }

  @Test
  void nobodyThere_isAFailureEach() throws InterruptedException {
    server.stop(0);

    assertThat(run(Reuse.KEEP_ALIVE).failed()).isEqualTo(100);
  }

  @Test
  void stall_countsForEveryRequestThatWasDueMeanwhile() throws InterruptedException {
    var answering = answering(200, 1_000);
    var gate = new Object();
    server.createContext(
        "/",
        exchange -> {
          // Every request waits while the twentieth is at work.
          synchronized (gate) {
            if (requests.get() == 20) {
              pause(Duration.ofMillis(400));
            }
            answering.handle(exchange);
          }
        });

    var tally = run(Reuse.KEEP_ALIVE);

    assertThat(tally.answered()).isEqualTo(100);
    // 40 of 100 requests were due within the stall: a closed loop would show 4 slow ones.
    assertThat(tally.latency().p50()).isLessThan(Duration.ofMillis(400));
    assertThat(tally.latency().p99()).isGreaterThan(Duration.ofMillis(300));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
