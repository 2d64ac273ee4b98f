package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.ModelRef;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class UpkeepTest {
  private static final int CLIENTS = 4;
  private static final int SWAPS = 200;
  private static final String REQUEST =
      "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void aNewTable_takesOver_withoutOneFailedRequest() throws Exception {
    var before = RecordingRoad.echoing();
    var after = RecordingRoad.echoing();
    var goOn = new AtomicBoolean(true);
    try (var edge = TestEdge.clearText(before);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(_ -> threads.submit(() -> askUntilStopped(edge.port(), goOn)))
              .toList();
      for (var i = 0; i < SWAPS; i++) {
        edge.table.set(TestEdge.routes(i % 2 == 0 ? after : before));
        Thread.sleep(2);
      }
      goOn.set(false);

      var answered = 0;
      for (var client : clients) {
        answered += client.get(10, TimeUnit.SECONDS);
      }
      assertThat(before.received).isNotEmpty();
      assertThat(after.received).isNotEmpty();
      assertThat(before.received.size() + after.received.size()).isEqualTo(answered);
    }
  }

  @Test
  void close_awaitsWhatIsInProgress_andTakesNothingNew() throws Exception {
    var asked = new CountDownLatch(1);
    var reply = new CompletableFuture<Answer>();
    var road =
        new RecordingRoad(_ -> {
          asked.countDown();
          return reply;
        });
    try (var edge = TestEdge.clearText(road);
        var client = RawClient.to(edge.port())) {
      client.send(REQUEST);
      assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();

      var closed = edge.server.close().toCompletableFuture();
      Thread.sleep(200);

      assertThat(closed).isNotDone();
      assertThatThrownBy(() -> RawClient.to(edge.port())).isInstanceOf(ConnectException.class);
      var late = EchoSurface.bytes(ByteBuffer.wrap(new byte[] {'l', 'a', 't', 'e'}));
      reply.complete(Answer.of(ModelRef.of("m"), List.of(late)));
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 200").endsWith("late");
      closed.get(5, TimeUnit.SECONDS);
    }
  }

  private static int askUntilStopped(int port, AtomicBoolean goOn) throws IOException {
    var answered = 0;
    try (var client = RawClient.to(port)) {
      while (goOn.get()) {
        assertThat(client.send(REQUEST).readAnswer()).startsWith("HTTP/1.1 200").endsWith("ok");
        answered++;
      }
    }
    return answered;
  }
}
