package dev.portcullis.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.app.reload.Outcome;
import dev.portcullis.monitoring.events.Event;
import dev.portcullis.monitoring.events.LedgerReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another configuration for a gateway that serves: whole, or not at all, and nobody notices. */
final class ReloadTest {

  private static final int CALLERS = 4;
  private static final int MANY = 1_000_000;
  private static final String SLOW = "/api/slow";

  private final Opened opened = new Opened();
  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private int upstreamPort;
  private Path file = Path.of("");
  private Gateway gateway;
  private String url = "";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    opened.add(threads::shutdownNow);
    opened.add(() -> server.stop(0));
    upstreamPort = server.getAddress().getPort();
    file = Files.writeString(folder.resolve("gate.yaml"), text("/api/**", MANY));
    gateway = opened.add(Gateway.start(GatewayTest.load(file)));
    url = gateway.listening().listeners().getFirst().url();
  }

  @AfterEach
  void stop() {
    released.countDown();
    opened.close();
  }

  private String text(String path, int units) {
    return """
    version: 1
    listeners: [{port: 0, tls: clear_text}]
    admin: {port: 0}
    upstreams:
      - {name: api, urls: ["http://127.0.0.1:%d"]}
    routes:
      - {id: api, surface: json, path: %s, upstream: api, access: anonymous,
         unprotected: [AUTHORIZE, VALIDATE, FIREWALL, PROTECT]}
    policies:
      - id: quota
        control: quota
        settings: {tiers: {anonymous: {whole_tier: [{units: %d, window: 60s}]}}}
    """
        .formatted(upstreamPort, path, units);
  }

  @Test
  void tenReloadsUnderLoad_goodAndBad_dropNothing() throws Exception {
    var ends = new AtomicBoolean();
    var served = new AtomicInteger();
    var failures = new CopyOnWriteArrayList<String>();
    var good = 0;
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() -> callUntil(ends, served, failures));
      }
      for (int i = 0; i < 10; i++) {
        var before = served.get();
        good += offer(offered(i)).isApplied() ? 1 : 0;
        while (served.get() < before + 50 && failures.isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(2);
        }
      }
      ends.set(true);
    }

    assertThat(failures).isEmpty();
    assertThat(served).hasValueGreaterThan(500);
    assertThat(good).isEqualTo(7);
    assertThat(status()).contains("\"generation\" : 8");
  }

  /** Seven that are good, and one each of three kinds that are not. */
  private String offered(int number) {
    return switch (number) {
      case 2 -> "version: 1\nlisteners: [";
      case 5 -> text("/api/**", MANY).replace("control: quota", "control: qouta");
      case 8 -> text("/api/**", MANY).replace("port: 0, tls", "port: 1, tls");
      default -> text("/api/**", MANY + number + 1);
    };
  }

  private void callUntil(AtomicBoolean ends, AtomicInteger served, List<String> failures) {
    try (var connection = new KeptAlive(url)) {
      while (!ends.get()) {
        var got = connection.post("/api/x", "{\"a\":1}");
        if (got.status() != 200 || !got.body().equals("{\"ok\":true}")) {
          failures.add(got.toString());
        }
        served.incrementAndGet();
      }
    } catch (IOException | RuntimeException e) {
      failures.add(e.toString());
    }
  }

  @Test
  void whatIsWrong_isToldWithLineAndColumn_andTheOldOneServes() throws Exception {
    var unknown = offer(text("/api/**", 5).replace("control: quota", "control: qouta"));
    var moved = offer(text("/api/**", 5).replace("admin: {port: 0}", "admin: {port: 1}"));

    assertThat(unknown.isApplied()).isFalse();
    assertThat(unknown.problems())
        .singleElement()
        .asString()
        .startsWith("offered.yaml:11:14: /policies/0/control: unknown control `qouta`");
    assertThat(moved.problems())
        .containsExactly(
            "offered.yaml:3:8: /admin: `admin` changes only at a restart (expected: as it is in"
                + " force)");
    assertThat(moved.generation()).isEqualTo(1);
    assertThat(call("/api/x")).isEqualTo(200);
    assertThat(status()).contains("\"last_rejected\"", "changes only at a restart");
    assertThat(metrics())
        .contains("portcullis_config_reloads{outcome=\"rejected\"} 2.0")
        .contains("portcullis_config_generation 1.0");
  }

  @Test
  void aChange_isOnRecord_withWhatChanged() throws Exception {
    var outcome = offer(text("/api/**", 7));

    assertThat(outcome.changes()).singleElement().asString().contains("units", "1000000", "7");
    assertThat(notices())
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.detail()).isEqualTo("applied: 1 changes, generation 2");
          assertThat(notice.proof().policyHash()).isEqualTo(outcome.hash());
        });
    assertThat(status()).contains("\"generation\" : 2", outcome.hash());
  }

  @Test
  void countsOfLimits_surviveAChangeOfOtherThings() throws Exception {
    offer(text("/api/**", 3));
    assertThat(call("/api/x")).isEqualTo(200);
    assertThat(call("/api/x")).isEqualTo(200);

    offer(text("/api/{any}", 3));

    assertThat(call("/api/x")).isEqualTo(200);
    assertThat(call("/api/x")).isEqualTo(429);
  }

  @Test
  void connectionsToAnUpstreamThatDidNotChange_areKept() throws Exception {
    call("/api/x");

    offer(text("/api/{any}", 3));
    call("/api/x");

    assertThat(connections).hasSize(1);
  }

  @Test
  void whatIsUnderWay_endsUnderTheOldConfiguration() throws Exception {
    try (var under = new KeptAlive(url)) {
      under.send(SLOW, "{}");
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
      var old = gateway.deployment().routes().getFirst().gate().hash();

      // Another upstream, so that the old one's connections are closed with the last exchange.
      offer(text("/elsewhere/**", MANY).replace("name: api", "name: api, max_connections: 7"));

      assertThat(call("/api/x")).isEqualTo(404);
      assertThat(call("/elsewhere/x")).isEqualTo(200);
      assertThat(status()).contains("\"still_ending\" : 1");
      released.countDown();
      assertThat(under.receive()).isEqualTo(new KeptAlive.Got(200, "{\"ok\":true}"));
      assertThat(policyHashes()).contains(old);
      assertThat(policyHashes()).hasSize(2);
    }
    for (int i = 0; i < 100 && status().contains("\"still_ending\" : 1"); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(status()).contains("\"still_ending\" : 0");
  }

  private Outcome offer(String text) {
    return gateway.reload(new Offered(file, text));
  }

  private int call(String path) throws IOException {
    try (var connection = new KeptAlive(url)) {
      return connection.post(path, "{\"a\":1}").status();
    }
  }

  private String status() throws IOException, InterruptedException {
    return admin("/status");
  }

  private String metrics() throws IOException, InterruptedException {
    return admin("/metrics");
  }

  private String admin(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var request =
          HttpRequest.newBuilder(URI.create(gateway.listening().admin().url() + path)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  private List<Event> notices() throws IOException {
    return events().stream().filter(e -> e.kind() == Event.Kind.NOTICE).toList();
  }

  /** Of exchanges that were answered. */
  private Set<String> policyHashes() throws IOException {
    var hashes = new HashSet<String>();
    events().stream()
        .filter(e -> e.kind() == Event.Kind.OUTCOME && e.status() == 200)
        .forEach(e -> hashes.add(e.proof().policyHash()));
    return hashes;
  }

  private List<Event> events() throws IOException {
    var events = new ArrayList<Event>();
    var ledger = gateway.deployment().configuration().data().resolve("ledger");
    try (var reader = LedgerReader.fromStart(ledger, _ -> true)) {
      for (var event = reader.next(); event.isPresent(); event = reader.next()) {
        events.add(event.get());
      }
    }
    return events;
  }

  private void answer(HttpExchange exchange) throws IOException {
    connections.add(exchange.getRemoteAddress().getPort());
    exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestURI().getPath().equals(SLOW)) {
      entered.countDown();
      try {
        var _ = released.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    exchange.getResponseHeaders().add("content-type", "application/json");
    var body = "{\"ok\":true}".getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
