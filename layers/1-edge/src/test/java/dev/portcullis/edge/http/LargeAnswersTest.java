package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.http.routing.EdgeRoute;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Context;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Large answers: written off the loop, and held once until clients have taken them. */
@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class LargeAnswersTest {
  private static final int LARGE_BYTES = 16 * 1024 * 1024;
  private static final String REQUEST =
      "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi";

  /** Notes the kind of thread on which each answer is written. */
  private record Watched(EchoSurface surface, List<String> threads) implements Surface {
    @Override
    public String name() {
      return surface.name();
    }

    @Override
    public Set<String> accepts() {
      return surface.accepts();
    }

    @Override
    public Call read(Target target, ByteBuffer body) {
      return surface.read(target, body);
    }

    @Override
    public Written write(Call call, Answer answer) {
      threads.add(Context.isOnEventLoopThread() ? "loop" : "worker");
      return surface.write(call, answer);
    }

    @Override
    public Written refuse(Denial denial, String requestId) {
      return surface.refuse(denial, requestId);
    }

    @Override
    public Optional<ByteBuffer> cut(Denial denial, String requestId) {
      return surface.cut(denial, requestId);
    }
  }

  @Test
  void anAnswerThatIsNotTaken_isHeldOnce_andNotInTheSocketsBuffersToo() throws Exception {
    var clients = new ArrayList<RawClient>();
    try (var edge = TestEdge.clearText(answering(LARGE_BYTES))) {
      var before = PlatformDependent.usedDirectMemory();
      for (var i = 0; i < 8; i++) {
        clients.add(RawClient.to(edge.port()).send(REQUEST));
      }
      while (edge.services.inFlight().bytes() < 8L * LARGE_BYTES) {
        Thread.sleep(10);
      }
      // Long enough for everything that would leave at once to be on its way.
      Thread.sleep(500);

      assertThat(PlatformDependent.usedDirectMemory() - before).isLessThan(2L * LARGE_BYTES);
      assertThat(clients.getFirst().readAnswer()).hasSizeGreaterThan(LARGE_BYTES);
    } finally {
      for (var client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aClientThatLeavesWithinALargeAnswer_holdsNothingMore() throws Exception {
    try (var edge = TestEdge.clearText(answering(LARGE_BYTES))) {
      try (var client = RawClient.to(edge.port()).send(REQUEST)) {
        assertThat(client).isNotNull();
        while (edge.services.inFlight().bytes() < LARGE_BYTES) {
          Thread.sleep(10);
        }
      }
      for (int look = 0; look < 200 && edge.services.inFlight().bytes() > 0; look++) {
        Thread.sleep(10);
      }
      assertThat(edge.services.inFlight().bytes()).isZero();
    }
  }

  @Test
  void whatIsLarge_isWrittenOnAWorker_andWhatIsSmallWhereItIs() throws Exception {
    var threads = new CopyOnWriteArrayList<String>();

    assertThat(ask(threads, 100)).hasSizeGreaterThan(100);
    assertThat(ask(threads, Intake.INLINE_BYTES + 1)).hasSizeGreaterThan(Intake.INLINE_BYTES);

    assertThat(threads).containsExactly("loop", "worker");
  }

  private static String ask(List<String> threads, int bytes) throws Exception {
    var plain = TestEdge.route("POST", "/api/x", answering(bytes));
    var watched = new Watched(new EchoSurface(), threads);
    var route = new EdgeRoute(plain.route(), "POST", plain.path(), watched, plain.road());
    var routes = RoutingTable.of(List.of(route));
    var listener = ListenerSettings.clearText("127.0.0.1", 0);
    try (var edge = TestEdge.with(listener, EdgeLimits.DEFAULT, routes);
        var client = RawClient.to(edge.port())) {
      return client.send(REQUEST).readAnswer();
    }
  }

  private static RecordingRoad answering(int bytes) {
    var part = EchoSurface.bytes(ByteBuffer.allocate(bytes));
    var answer = Answer.of(ModelRef.of("large"), List.of(part));
    return new RecordingRoad(_ -> CompletableFuture.completedFuture(answer));
  }
}
