package dev.portcullis.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.call.ModelRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class StreamTest {
  private static final String REQUEST =
      "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi";

  /** A piece of text, or an empty text with the mark of the end. */
  record Piece(String text) implements Fragment {
    @Override
    public Fragment withText(String other) {
      return new Piece(other);
    }

    @Override
    public ByteBuffer wire() {
      return ByteBuffer.wrap(
          ("data: " + (text.isEmpty() ? "[DONE]" : text) + "\n\n").getBytes(UTF_8));
    }
  }

  @Test
  void aStream_leavesInOrder_andIsRecordedBeforeItsEnd() throws Exception {
    var road =
        streaming(publisher -> {
          for (var i = 0; i < 1_000; i++) {
            publisher.submit(new Piece("token" + i));
          }
          publisher.submit(new Piece(""));
          publisher.close();
        });

    var answer = ask(road);

    assertThat(answer)
        .contains("data: token0\n\n", "data: token999\n\n", "[DONE]")
        .endsWith("0\r\n\r\n");
    assertThat(road.recorded.get()).isGreaterThan(10_000);
  }

  @Test
  void aStreamThatBreaks_isCut_withoutItsEnd() throws Exception {
    var road = breaking();

    var answer = ask(road);

    assertThat(answer).contains("data: first").contains("event: error").doesNotContain("[DONE]");
    assertThat(answer).doesNotEndWith("0\r\n\r\n");
    assertThat(road.recorded).hasValue(0);
  }

  @Test
  void aStreamThatThereIsNoRoomFor_isCut_andNothingStaysHeld() throws Exception {
    var road =
        streaming(publisher -> {
          publisher.submit(new Piece("small"));
          publisher.submit(new Piece("x".repeat(2_000)));
          until(() -> !publisher.hasSubscribers());
        });
    var limits =
        new EdgeLimits(
            EdgeLimits.DEFAULT.framing(),
            EdgeLimits.Connections.DEFAULT,
            EdgeLimits.Pace.DEFAULT,
            EdgeLimits.Http2.DEFAULT,
            1_000,
            100);
    try (var edge = TestEdge.clearText(road, limits);
        var client = RawClient.to(edge.port())) {
      var answer = client.send(REQUEST).readToEnd();

      assertThat(answer).contains("data: small", "event: error").doesNotContain("xxx");
      assertThat(road.denied).extracting(Denial::reason).containsExactly(Reason.OVERLOADED);
      until(() -> edge.services.inFlight().bytes() == 0);
    }
  }

  @Test
  void aClientThatLeftBeforeTheStream_isNoticed_andTheModelIsToldToStop() throws Exception {
    var left = new CountDownLatch(1);
    try (var publisher = new SubmissionPublisher<Fragment>()) {
      var road =
          new RecordingRoad(call ->
              CompletableFuture.supplyAsync(() -> {
                awaited(left);
                return new AnswerStream(call.model(), 200, "text/event-stream", publisher);
              }));
      try (var edge = TestEdge.clearText(road)) {
        var client = RawClient.to(edge.port()).send(REQUEST);
        until(() -> !road.received.isEmpty());
        client.close();
        // The edge hears of it within moments; nothing tells a test when.
        Thread.sleep(200);
        left.countDown();
        until(() -> !road.denied.isEmpty());

        assertThat(road.denied.getFirst().detail()).contains("the client went away");
        until(() -> !publisher.hasSubscribers());
      }
    }
  }

  /** A road whose answer breaks off after its first piece. */
  static RecordingRoad breaking() {
    return streaming(publisher -> {
      publisher.submit(new Piece("first"));
      // An error overtakes pieces that were not delivered yet.
      while (publisher.estimateMaximumLag() > 0) {
        Thread.onSpinWait();
      }
      publisher.closeExceptionally(new DeniedException(Reason.ANSWER_BLOCKED, "secret"));
    });
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(BooleanSupplier condition) {
    for (var i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      LockSupport.parkNanos(10_000_000);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static RecordingRoad streaming(Consumer<SubmissionPublisher<Fragment>> script) {
    return new RecordingRoad(call -> {
      var publisher = new SubmissionPublisher<Fragment>();
      Thread.startVirtualThread(() -> {
        while (!publisher.hasSubscribers()) {
          Thread.onSpinWait();
        }
        script.accept(publisher);
      });
      return CompletableFuture.completedFuture(
          new AnswerStream(ModelRef.of("m"), 200, "text/event-stream", publisher));
    });
  }

  private static String ask(RecordingRoad road) throws IOException {
    try (var edge = TestEdge.clearText(road);
        var client = RawClient.to(edge.port())) {
      return client.send(REQUEST.replace("Host: a", "Host: a\r\nConnection: close")).readToEnd();
    }
  }
}
