package dev.portcullis.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.edge.egress.EgressSettings.Allow;
import dev.portcullis.edge.upstream.RawServer;
import dev.portcullis.edge.upstream.TlsServer;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Egress;
import dev.portcullis.testkit.EgressContract;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeEgressTest implements EgressContract {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String PNG = "\u0089PNG\r\n\u001a\n rest";
  private static final Resolver LOOPBACK = _ -> found("127.0.0.1");

  @TempDir private static Path folder;

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Override
  public Egress egress() {
    return new SafeEgress(VERTX, EgressSettings.DEFAULT, LOOPBACK);
  }

  @Test
  void allowedOrigin_isFetched_overTlsWithItsOwnName() {
    try (var server = answering(picture(PNG));
        var egress = egress(server, "pictures.example")) {
      var fetched = fetch(egress, url(server, "/boot.png?x=1"));

      assertThat(fetched.mediaType()).isEqualTo("image/png");
      assertThat(fetched.body().remaining()).isEqualTo(PNG.length());
      assertThat(server.server().requests().getFirst())
          .startsWith("GET /boot.png?x=1 HTTP/1.1\r\n")
          .contains("host: pictures.example:" + server.port(), "accept: image/png");
    }
  }

  @Test
  void allowEntry_holdsForItsHostPortAndBlockAlone() {
    try (var server = answering(picture(PNG))) {
      var port = server.port();
      var elsewhere =
          List.of(
              new Allow("pictures.example", port, Cidr.parse("127.0.0.2/32")),
              new Allow("pictures.example", port, Cidr.parse("10.0.0.0/8")),
              new Allow("pictures.example", port == 1 ? 2 : port - 1, Cidr.parse("127.0.0.0/8")),
              new Allow("other.example", port, Cidr.parse("127.0.0.0/8")));
      for (var allow : elsewhere) {
        try (var egress = egress(server, LOOPBACK, allow)) {
          assertThat(refusal(egress, url(server, "/"))).isEqualTo(Reason.FETCH_REFUSED);
        }
      }
      assertThat(server.server().connections()).isEmpty();
    }
  }

  @Test
  void oneBadAddressAmongSeveral_refusesThemAll() {
    Resolver mixed = _ -> found("8.8.8.8", "127.0.0.1");
    try (var egress = new SafeEgress(VERTX, EgressSettings.DEFAULT, mixed)) {
      assertThat(refusal(egress, URI.create("https://mixed.example/")))
          .isEqualTo(Reason.FETCH_REFUSED);
    }
  }

  @Test
  void rebinding_findsTheAddressPinned() {
    var asked = new AtomicInteger();
    var reached = new CopyOnWriteArrayList<String>();
    Resolver rebinding =
        _ -> asked.incrementAndGet() == 1 ? found("127.0.0.1") : found("127.0.0.2");
    try (var server =
            TlsServer.named(
                "pictures.example",
                folder,
                (_, connection) -> {
                  reached.add(connection.getLocalAddress().getHostAddress());
                  picture(PNG, connection);
                });
        var egress = egress(server, rebinding, allow(server, "pictures.example"))) {
      fetch(egress, url(server, "/"));

      assertThat(asked).hasValue(1);
      assertThat(reached).containsExactly("127.0.0.1");
    }
  }

  @Test
  void redirect_isJudgedAnew_andTheNameResolvedAgain() {
    var asked = new AtomicInteger();
    // The first answer is in the block that is allowed, the second is not.
    Resolver rebinding = _ -> asked.incrementAndGet() == 1 ? found("127.0.0.1") : found("10.0.0.1");
    try (var server = answering(redirect("/next"));
        var egress = egress(server, rebinding, allow(server, "pictures.example"))) {
      assertThat(refusal(egress, url(server, "/"))).isEqualTo(Reason.FETCH_REFUSED);
      assertThat(asked).hasValue(2);
      assertThat(server.server().requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://metadata.google.internal/",
        "//10.0.0.1/",
        "http://pictures.example/",
        "https://user@pictures.example/",
        "file:///etc/passwd",
        "https://pictures.example:22/",
        "https://0x7f.1/",
        "https://exa mple/",
        "\\\\\\\\10.0.0.1"
      })
  void redirects_leadNowhereElse(String location) {
    try (var server = answering(redirect(location));
        var egress = egress(server, "pictures.example")) {
      assertThat(refusal(egress, url(server, "/"))).isEqualTo(Reason.FETCH_REFUSED);
      assertThat(server.server().requests()).hasSize(1);
    }
  }

  @Test
  void redirects_areFollowed_threeTimes() {
    try (var server = TlsServer.named("pictures.example", folder, SafeEgressTest::hops);
        var egress = egress(server, "pictures.example")) {
      assertThat(fetch(egress, url(server, "/3")).mediaType()).isEqualTo("image/png");
      assertThat(refusal(egress, url(server, "/4"))).isEqualTo(Reason.FETCH_FAILED);
      assertThat(server.server().connections()).hasSize(8);
    }
  }

  @Test
  void wrongCertificate_isNoConnection() {
    try (var server = TlsServer.named("other.example", folder, (_, c) -> picture(PNG, c));
        var egress = egress(server, "pictures.example")) {
      assertThat(refusal(egress, url(server, "/"))).isEqualTo(Reason.FETCH_FAILED);
      assertThat(server.server().requests()).isEmpty();
    }
  }

  @Test
  void unknownAuthority_isNoConnection() {
    try (var server = answering(picture(PNG));
        var egress =
            new SafeEgress(
                VERTX,
                EgressSettings.DEFAULT.allowing(
                    List.of(allow(server, "pictures.example")), List.of()),
                LOOPBACK)) {
      assertThat(refusal(egress, url(server, "/"))).isEqualTo(Reason.FETCH_FAILED);
    }
  }

  static Stream<String> brokenAnswers() {
    return Stream.of(
        "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",
        answer("text/html", "<html>"),
        answer("image/png", "<html>"),
        answer("image/png", ""),
        answer("image/png", "GIF89a"),
        answer("image/gif", "GIF89a"),
        answer("image/png\r\nContent-Type: image/png", PNG),
        answer("image/png\r\nContent-Encoding: gzip", PNG),
        answer("image/png", PNG + "x".repeat(2_000)),
        "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 99\r\n\r\n" + PNG,
        "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + PNG,
        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "\u0000");
  }

  @ParameterizedTest
  @MethodSource("brokenAnswers")
  void otherAnswers_areNoPicture(String answer) {
    try (var server =
            TlsServer.named(
                "pictures.example",
                folder,
                (_, connection) -> {
                  RawServer.write(connection, answer);
                  connection.close();
                });
        var egress = egress(server, "pictures.example")) {
      assertThat(refusal(egress, url(server, "/"))).isEqualTo(Reason.FETCH_FAILED);
    }
  }

  @Test
  void slowDrip_endsAtTheDeadline() {
    try (var server = TlsServer.named("pictures.example", folder, SafeEgressTest::drip);
        var egress = egress(server, "pictures.example")) {
      var fetch = request(url(server, "/"), Duration.ofMillis(300));

      assertThat(refusal(egress, fetch)).isEqualTo(Reason.FETCH_FAILED);
    }
  }

  @Test
  void resolverThatHangs_endsAtTheDeadline() {
    Resolver hangs = _ -> new CompletableFuture<>();
    try (var egress = new SafeEgress(VERTX, EgressSettings.DEFAULT, hangs)) {
      var fetch = request(URI.create("https://slow.example/"), Duration.ofMillis(100));

      assertThat(refusal(egress, fetch)).isEqualTo(Reason.FETCH_FAILED);
    }
  }

  @Test
  void fetchesAtOnce_areBounded() {
    Resolver hangs = _ -> new CompletableFuture<>();
    try (var egress = new SafeEgress(VERTX, EgressSettings.DEFAULT, hangs)) {
      var fetch = request(URI.create("https://slow.example/"), Duration.ofMillis(300));
      var running =
          Stream.generate(() -> egress.fetch(fetch).toCompletableFuture())
              .limit(SafeEgress.MAX_FETCHES_AT_ONCE)
              .toList();

      assertThat(refusal(egress, fetch)).isEqualTo(Reason.OVERLOADED);
      running.forEach(stage -> assertThat(stage.handle((_, e) -> e).join()).isNotNull());
      assertThat(refusal(egress, fetch)).isEqualTo(Reason.FETCH_FAILED);
    }
  }

  @Test
  void plainHttp_isFetchedOnlyWhereChosen() {
    try (var server = RawServer.answering(picture(PNG))) {
      var allow = new Allow("127.0.0.1", server.port(), Cidr.parse("127.0.0.1/32"));
      var chosen = new EgressSettings(Set.of("http"), Set.of(), List.of(allow), List.of());
      var uri = URI.create(server.url() + "/");
      try (var plain = new SafeEgress(VERTX, chosen, LOOPBACK);
          var strict =
              new SafeEgress(
                  VERTX, EgressSettings.DEFAULT.allowing(List.of(allow), List.of()), LOOPBACK)) {
        assertThat(fetch(plain, uri).mediaType()).isEqualTo("image/png");
        assertThat(refusal(strict, uri)).isEqualTo(Reason.FETCH_REFUSED);
      }
    }
  }

  @Test
  void systemResolver_findsLocalhost_andNoNonsense() {
    var resolver = Resolver.system();

    assertThat(resolver.resolve("localhost").toCompletableFuture().join())
        .anyMatch(InetAddress::isLoopbackAddress);
    assertThat(resolver.resolve("[nonsense").handle((_, e) -> e).toCompletableFuture().join())
        .isNotNull();
  }

  private static TlsServer answering(String answer) {
    return TlsServer.named(
        "pictures.example", folder, (_, connection) -> RawServer.write(connection, answer));
  }

  private static SafeEgress egress(TlsServer server, String host) {
    return egress(server, LOOPBACK, allow(server, host));
  }

  private static SafeEgress egress(TlsServer server, Resolver resolver, Allow allow) {
    var settings = EgressSettings.DEFAULT.allowing(List.of(allow), List.of(server.authority()));
    return new SafeEgress(VERTX, settings, resolver);
  }

  private static Allow allow(TlsServer server, String host) {
    return new Allow(host, server.port(), Cidr.parse("127.0.0.0/8"));
  }

  private static URI url(TlsServer server, String path) {
    return URI.create("https://pictures.example:" + server.port() + path);
  }

  private static Egress.Fetched fetch(SafeEgress egress, URI uri) {
    return egress.fetch(request(uri, Duration.ofSeconds(10))).toCompletableFuture().join();
  }

  private static Reason refusal(SafeEgress egress, URI uri) {
    return refusal(egress, request(uri, Duration.ofSeconds(10)));
  }

  private static Reason refusal(SafeEgress egress, Egress.Fetch fetch) {
    var failure =
        catchThrowableOfType(
            CompletionException.class, () -> egress.fetch(fetch).toCompletableFuture().join());
    return DeniedException.denialOf(failure, Reason.CONTROL_FAILED).reason();
  }

  private static Egress.Fetch request(URI uri, Duration deadline) {
    return new Egress.Fetch(uri, List.of("image/png"), 1_024, deadline);
  }

  private static CompletableFuture<List<InetAddress>> found(String... addresses) {
    return CompletableFuture.completedFuture(
        Stream.of(addresses).map(InetAddress::ofLiteral).toList());
  }

  private static String picture(String body) {
    return answer("image/png", body);
  }

  private static void picture(String body, Socket connection) throws Exception {
    RawServer.write(connection, picture(body));
  }

  private static String answer(String type, String body) {
    var head = "HTTP/1.1 200 OK\r\nContent-Type: " + type;
    return head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String redirect(String location) {
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
  }

  /** A request for /n leads to /n-1, and one for /0 to a picture. */
  private static void hops(String request, Socket connection) throws Exception {
    int left = request.charAt("GET /".length()) - '0';
    RawServer.write(connection, left == 0 ? picture(PNG) : redirect("/" + (left - 1)));
  }

  private static void drip(String request, Socket connection) throws Exception {
    var answer = picture(PNG);
    for (int i = 0; i < answer.length(); i++) {
      RawServer.write(connection, answer.substring(i, i + 1));
      Thread.sleep(30);
    }
  }
}
