package dev.portcullis.edge.egress;

import static dev.portcullis.edge.egress.Fetches.LOOPBACK;
import static dev.portcullis.edge.egress.Fetches.PNG;
import static dev.portcullis.edge.egress.Fetches.allow;
import static dev.portcullis.edge.egress.Fetches.answer;
import static dev.portcullis.edge.egress.Fetches.answering;
import static dev.portcullis.edge.egress.Fetches.picture;
import static dev.portcullis.edge.egress.Fetches.refusal;
import static dev.portcullis.edge.egress.Fetches.request;
import static dev.portcullis.edge.egress.Fetches.trusting;
import static dev.portcullis.edge.egress.Fetches.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.bytes.InFlight;
import dev.portcullis.edge.upstream.RawServer;
import dev.portcullis.edge.upstream.TlsServer;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Egress;
import io.vertx.core.Vertx;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fetch takes for an answer, and how long it waits for one. */
final class FetchedAnswerTest {

  private static final Vertx VERTX = Vertx.vertx();

  @TempDir private static Path folder;

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void wrongCertificate_isNoConnection() {
    try (var server = TlsServer.named("other.example", folder, (_, c) -> picture(PNG, c));
        var egress = trusting(VERTX, server, "pictures.example")) {
      assertThat(refusal(egress, url(server, "/"))).isEqualTo(Reason.FETCH_FAILED);
      assertThat(server.server().requests()).isEmpty();
    }
  }

  @Test
  void unknownAuthority_isNoConnection() {
    try (var server = answering(folder, picture(PNG));
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
        var egress = trusting(VERTX, server, "pictures.example")) {
      assertThat(refusal(egress, url(server, "/"))).isEqualTo(Reason.FETCH_FAILED);
    }
  }

  @Test
  void slowDrip_endsAtTheDeadline() {
    try (var server = TlsServer.named("pictures.example", folder, FetchedAnswerTest::drip);
        var egress = trusting(VERTX, server, "pictures.example")) {
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
  void whatComes_isTakenFromTheMemoryOfWhoeverAsked_andRefusedWithoutAny() {
    try (var server = answering(folder, picture(PNG));
        var egress = trusting(VERTX, server, "pictures.example")) {
      var hold = new InFlight(PNG.length()).hold();
      var asked = request(url(server, "/"), Duration.ofSeconds(10));
      var fetch = new Egress.Fetch(asked.uri(), asked.mediaTypes(), 1_024, asked.deadline(), hold);

      assertThat(egress.fetch(fetch).toCompletableFuture().join().body().remaining())
          .isEqualTo(PNG.length());
      assertThat(hold.held()).isEqualTo(PNG.length());
      assertThat(refusal(egress, fetch)).isEqualTo(Reason.OVERLOADED);
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

  private static void drip(String request, Socket connection) throws Exception {
    var answer = picture(PNG);
    for (int i = 0; i < answer.length(); i++) {
      RawServer.write(connection, answer.substring(i, i + 1));
      Thread.sleep(30);
    }
  }
}
