package dev.portcullis.edge.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.Outgoing;
import dev.portcullis.edge.surfaces.StreamDecoder;
import dev.portcullis.edge.surfaces.UpstreamFormat;
import dev.portcullis.edge.surfaces.json.JsonFormat;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Where answers are read: what takes long is done where nobody waits for it. */
final class ReadingTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final int LARGE = UpstreamCall.MAX_INLINE_BYTES + 1;

  private final Watched watched = new Watched(new JsonFormat(), new CopyOnWriteArrayList<>());

  /** Notes the kind of thread on which each answer is read. */
  private record Watched(UpstreamFormat format, List<String> threads) implements UpstreamFormat {
    @Override
    public String name() {
      return format.name();
    }

    @Override
    public Outgoing request(Call call) {
      return format.request(call);
    }

    @Override
    public Answer answer(Call call, Incoming incoming) {
      threads.add(Context.isOnEventLoopThread() ? "loop" : "worker");
      return format.answer(call, incoming);
    }

    @Override
    public Optional<StreamDecoder> stream(Call call, int status, String mediaType) {
      return format.stream(call, status, mediaType);
    }
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void largeAnswers_areReadOffTheLoop_andComeBackToIt() {
    try (var server = RawServer.answering(json("\"" + "x".repeat(LARGE) + "\""));
        var backend = new UpstreamBackend(VERTX, Upstreams.settings(server), watched)) {
      var on = new CopyOnWriteArrayList<Boolean>();
      var reply =
          Upstreams.invoke(backend, Upstreams.POST, Upstreams.LONG)
              .thenApply(answer -> {
                on.add(Context.isOnEventLoopThread());
                return answer;
              });

      assertThat(((Answer) Upstreams.reply(reply)).parts()).hasSize(1);
      assertThat(watched.threads()).containsExactly("worker");
      assertThat(on).containsExactly(true);
      assertThat(backend.states().getFirst().outstanding()).isZero();
    }
  }

  @Test
  void smallAnswers_areReadWhereTheyCame() {
    try (var server = RawServer.answering(json("{}"));
        var backend = new UpstreamBackend(VERTX, Upstreams.settings(server), watched)) {
      Upstreams.answer(backend, Upstreams.POST);

      assertThat(watched.threads()).containsExactly("loop");
    }
  }

  @Test
  void largeAnswerThatCannotBeRead_isTheModelsFailure() {
    try (var server = RawServer.answering(json("[" + " ".repeat(LARGE)));
        var backend = new UpstreamBackend(VERTX, Upstreams.settings(server), watched)) {
      assertThat(Upstreams.denial(backend, Upstreams.POST).reason()).isEqualTo(Reason.MODEL_FAILED);
      assertThat(backend.states().getFirst().outstanding()).isZero();
    }
  }

  private static String json(String body) {
    var head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
    return head + body.length() + "\r\n\r\n" + body;
  }
}
