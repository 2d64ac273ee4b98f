package dev.portcullis.edge.egress;

import static dev.portcullis.edge.egress.Fetches.LOOPBACK;
import static dev.portcullis.edge.egress.Fetches.PNG;
import static dev.portcullis.edge.egress.Fetches.allow;
import static dev.portcullis.edge.egress.Fetches.answering;
import static dev.portcullis.edge.egress.Fetches.fetch;
import static dev.portcullis.edge.egress.Fetches.found;
import static dev.portcullis.edge.egress.Fetches.picture;
import static dev.portcullis.edge.egress.Fetches.redirect;
import static dev.portcullis.edge.egress.Fetches.refusal;
import static dev.portcullis.edge.egress.Fetches.trusting;
import static dev.portcullis.edge.egress.Fetches.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.egress.EgressSettings.Allow;
import dev.portcullis.edge.upstream.RawServer;
import dev.portcullis.edge.upstream.TlsServer;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Egress;
import dev.portcullis.testkit.EgressContract;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a fetch may lead. */
final class SafeEgressTest implements EgressContract {

  private static final Vertx VERTX = Vertx.vertx();

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
    try (var server = answering(folder, picture(PNG));
        var egress = trusting(VERTX, server, "pictures.example")) {
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
    try (var server = answering(folder, picture(PNG))) {
      var port = server.port();
      var elsewhere =
          List.of(
              new Allow("pictures.example", port, Cidr.parse("127.0.0.2/32")),
              new Allow("pictures.example", port, Cidr.parse("10.0.0.0/8")),
              new Allow("pictures.example", port == 1 ? 2 : port - 1, Cidr.parse("127.0.0.0/8")),
              new Allow("other.example", port, Cidr.parse("127.0.0.0/8")));
      for (var allow : elsewhere) {
        try (var egress = trusting(VERTX, server, LOOPBACK, allow)) {
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
        var egress = trusting(VERTX, server, rebinding, allow(server, "pictures.example"))) {
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
    try (var server = answering(folder, redirect("/next"));
        var egress = trusting(VERTX, server, rebinding, allow(server, "pictures.example"))) {
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
    try (var server = answering(folder, redirect(location));
        var egress = trusting(VERTX, server, "pictures.example")) {
      assertThat(refusal(egress, url(server, "/"))).isEqualTo(Reason.FETCH_REFUSED);
      assertThat(server.server().requests()).hasSize(1);
    }
  }

  @Test
  void redirects_areFollowed_threeTimes() {
    try (var server = TlsServer.named("pictures.example", folder, SafeEgressTest::hops);
        var egress = trusting(VERTX, server, "pictures.example")) {
      assertThat(fetch(egress, url(server, "/3")).mediaType()).isEqualTo("image/png");
      assertThat(refusal(egress, url(server, "/4"))).isEqualTo(Reason.FETCH_FAILED);
      assertThat(server.server().connections()).hasSize(8);
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

  /** A request for /n leads to /n-1, and one for /0 to a picture. */
  private static void hops(String request, Socket connection) throws Exception {
    int left = request.charAt("GET /".length()) - '0';
    RawServer.write(connection, left == 0 ? picture(PNG) : redirect("/" + (left - 1)));
  }
}
