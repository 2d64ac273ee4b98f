package dev.portcullis.edge.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class BalancingTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final String FAILED = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n";

  private static final String UNREACHED = FAILED.replace("500", "503");

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void equals_shareWhatComes() {
    try (var one = RawServer.answering(OK);
        var two = RawServer.answering(OK);
        var backend = Upstreams.json(VERTX, Upstreams.settings(one, two))) {
      for (int i = 0; i < 10; i++) {
        Upstreams.answer(backend, Upstreams.POST);
      }

      assertThat(one.requests()).hasSize(5);
      assertThat(two.requests()).hasSize(5);
    }
  }

  @Test
  void theLeastBusy_getsTheNext() {
    var release = new CountDownLatch(1);
    try (var slow =
            RawServer.behaving((_, connection) -> {
              release.await();
              RawServer.write(connection, OK);
            });
        var quick = RawServer.answering(OK);
        var backend = Upstreams.json(VERTX, Upstreams.settings(slow, quick))) {
      var held = Upstreams.invoke(backend, Upstreams.POST, Upstreams.LONG);
      await(() -> slow.requests().size() == 1);
      for (int i = 0; i < 6; i++) {
        Upstreams.answer(backend, Upstreams.POST);
      }
      release.countDown();
      Upstreams.reply(held);

      assertThat(slow.requests()).hasSize(1);
      assertThat(quick.requests()).hasSize(6);
    }
  }

  @Test
  void refusedConnection_isTriedElsewhere_evenForAPost() throws IOException {
    try (var deaf = deaf();
        var alive = RawServer.answering(OK);
        var backend = Upstreams.json(VERTX, UpstreamSettings.of("test", urls(deaf, alive)))) {
      for (int i = 0; i < 4; i++) {
        assertThat(Upstreams.answer(backend, Upstreams.POST).status()).isEqualTo(200);
      }

      assertThat(alive.requests()).hasSize(4);
    }
  }

  /** Bound and not listening: a port that is merely free may be another's a moment later. */
  private static Socket deaf() throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  private static List<URI> urls(Socket deaf, RawServer alive) {
    return List.of(URI.create("http://127.0.0.1:" + deaf.getLocalPort()), alive.url());
  }

  @Test
  void whatMayHaveArrived_isNeverTriedAgain() {
    try (var breaking = RawServer.behaving((_, connection) -> connection.close());
        var alive = RawServer.answering(OK);
        var backend = Upstreams.json(VERTX, Upstreams.settings(breaking, alive))) {
      var denial = Upstreams.denial(backend, Upstreams.POST);

      assertThat(denial.reason()).isEqualTo(Reason.MODEL_FAILED);
      assertThat(breaking.requests()).hasSize(1);
      assertThat(alive.requests()).isEmpty();
    }
  }

  @Test
  void nobodyLeft_isUnavailable() {
    var gone = RawServer.answering(OK);
    gone.close();
    try (var backend = Upstreams.json(VERTX, Upstreams.settings(gone))) {
      var denial = Upstreams.denial(backend, Upstreams.POST);

      assertThat(denial.reason()).isEqualTo(Reason.MODEL_UNAVAILABLE);
      assertThat(denial.reach()).isEqualTo(Denial.Reach.NEVER);
    }
  }

  @Test
  void breaker_leavesAFailingAddressAlone_andLetsOneCallTry() {
    var well = new AtomicBoolean(false);
    var breaker = new BreakerSettings(3, Duration.ofMillis(150));
    try (var server =
            RawServer.behaving(
                (_, connection) -> RawServer.write(connection, well.get() ? OK : UNREACHED));
        var backend = Upstreams.json(VERTX, settings(server.url(), HealthSettings.OFF, breaker))) {
      for (int i = 0; i < 3; i++) {
        Upstreams.denial(backend, Upstreams.POST);
      }
      var whileOpen = Upstreams.denial(backend, Upstreams.POST);
      var stateWhileOpen = backend.states().getFirst().breaker();
      well.set(true);
      pause(200);
      var afterwards = Upstreams.answer(backend, Upstreams.POST);

      assertThat(whileOpen.reason()).isEqualTo(Reason.MODEL_UNAVAILABLE);
      assertThat(stateWhileOpen).isEqualTo("open");
      assertThat(afterwards.status()).isEqualTo(200);
      assertThat(backend.states().getFirst().breaker()).isEqualTo("closed");
      assertThat(server.requests()).hasSize(4);
    }
  }

  @Test
  void callerWhoMakesItFail_doesNotCloseItToOthers() {
    try (var server =
            RawServer.behaving((request, connection) ->
                RawServer.write(connection, request.startsWith("GET") ? FAILED : OK));
        var backend = Upstreams.json(VERTX, Upstreams.settings(server))) {
      for (int i = 0; i < 2 * BreakerSettings.DEFAULT.failures(); i++) {
        Upstreams.denial(backend, Upstreams.call("GET", "/fails", ""));
        assertThat(Upstreams.answer(backend, Upstreams.POST).status()).isEqualTo(200);
        Upstreams.answer(backend, Upstreams.POST);
      }

      assertThat(backend.states().getFirst().opened()).isZero();
    }
  }

  @Test
  void fiveCallsThatNeverEnd_doNotCloseItToOthers() {
    try (var server =
            RawServer.behaving((request, connection) -> {
              if (request.startsWith("POST")) {
                RawServer.write(connection, OK);
              }
            });
        var backend = Upstreams.json(VERTX, Upstreams.settings(server))) {
      for (int i = 0; i < BreakerSettings.DEFAULT.failures(); i++) {
        var endless = Upstreams.call("GET", "/endless", "");
        Upstreams.denial(Upstreams.invoke(backend, endless, Duration.ofMillis(50)));
      }

      assertThat(Upstreams.answer(backend, Upstreams.POST).status()).isEqualTo(200);
    }
  }

  @Test
  void unwellAddress_isLeftOut_andLetInAgain() {
    var well = new AtomicBoolean(true);
    var health = new HealthSettings("/health", Duration.ofMillis(40), 2, 1);
    try (var server =
            RawServer.behaving(
                (_, connection) -> RawServer.write(connection, well.get() ? OK : FAILED));
        var backend =
            Upstreams.json(VERTX, settings(server.url(), health, BreakerSettings.DEFAULT))) {
      well.set(false);
      await(() -> backend.states().getFirst().health().equals("down"));
      var denial = Upstreams.denial(backend, Upstreams.POST);
      well.set(true);
      await(() -> backend.states().getFirst().health().equals("up"));
      var answer = Upstreams.answer(backend, Upstreams.POST);

      assertThat(denial.reason()).isEqualTo(Reason.MODEL_UNAVAILABLE);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(server.requests()).filteredOn(r -> r.startsWith("POST")).hasSize(1);
    }
  }

  private static UpstreamSettings settings(
      URI url, HealthSettings health, BreakerSettings breaker) {
    return new UpstreamSettings(
        "test",
        List.of(url),
        UpstreamSettings.UpstreamLimits.DEFAULT,
        health,
        breaker,
        List.of(),
        Map.of());
  }

  private static void await(BooleanSupplier condition) {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      pause(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
