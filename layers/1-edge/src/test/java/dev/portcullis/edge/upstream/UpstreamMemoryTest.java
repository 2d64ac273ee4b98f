package dev.portcullis.edge.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.bytes.InFlight;
import dev.portcullis.edge.surfaces.raw.RawFormat;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Invocation;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What upstreams send counts from the moment it is collected, and is refused where it cannot. */
@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
final class UpstreamMemoryTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
  private static final int ROOM = 100_000;

  private final InFlight inFlight = new InFlight(ROOM);
  private final InFlight.Hold hold = inFlight.hold();

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void answer_countsUntilItsExchangeIsOver() {
    var body = "x".repeat(60_000);
    try (var server = RawServer.answering(length(60_000) + body);
        var backend = new UpstreamBackend(VERTX, Upstreams.settings(server), new RawFormat())) {
      var reply = Upstreams.reply(invoke(backend, hold));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(inFlight.bytes()).isEqualTo(60_000);
      assertThat(Upstreams.denial(invoke(backend, inFlight.hold())).reason())
          .isEqualTo(Reason.OVERLOADED);
      hold.release();
      assertThat(inFlight.bytes()).isZero();
      assertThat(Upstreams.reply(invoke(backend, inFlight.hold())).status()).isEqualTo(200);
    }
  }

  @Test
  void announcedAnswer_thatThereIsNoRoomFor_isRefusedBeforeItComes() {
    try (var server = RawServer.answering(length(ROOM + 1));
        var backend = new UpstreamBackend(VERTX, Upstreams.settings(server), new RawFormat())) {
      var before = System.nanoTime();
      var denial = Upstreams.denial(invoke(backend, hold));

      assertThat(denial.reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(denial.reach()).as("the model has worked").isEqualTo(Denial.Reach.PERHAPS);
      assertThat(System.nanoTime() - before).isLessThan(Upstreams.LONG.toNanos() / 2);
      assertThat(backend.states().getFirst().outstanding()).isZero();
      assertThat(backend.states().getFirst().breaker()).isEqualTo("closed");
    }
  }

  @Test
  void answerInChunks_isRefusedWhereItOutgrowsTheRoom() {
    var chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
    var chunks = HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(10) + "0\r\n\r\n";
    try (var server = RawServer.answering(chunks);
        var backend = new UpstreamBackend(VERTX, Upstreams.settings(server), new RawFormat())) {
      var denial = Upstreams.denial(invoke(backend, hold));

      assertThat(denial.reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(inFlight.bytes()).isLessThanOrEqualTo(ROOM);
    }
  }

  @Test
  void exchangeThatIsOver_collectsNothingMore() {
    hold.release();
    try (var server = RawServer.answering(length(5) + "hello");
        var backend = new UpstreamBackend(VERTX, Upstreams.settings(server), new RawFormat())) {
      assertThat(Upstreams.denial(invoke(backend, hold)).reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(inFlight.bytes()).isZero();
    }
  }

  private static CompletionStage<? extends Reply> invoke(
      UpstreamBackend backend, InFlight.Hold hold) {
    return backend.invoke(
        new Invocation(
            "test-1",
            Upstreams.receipt(),
            Upstreams.POST,
            Upstreams.LONG,
            Map.of(),
            Runnable::run,
            hold));
  }

  private static String length(int bytes) {
    return HEAD + "Content-Length: " + bytes + "\r\n\r\n";
  }
}
