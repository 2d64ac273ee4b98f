package dev.portcullis.edge.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.edge.surfaces.openai.OpenAiFormat;
import dev.portcullis.edge.surfaces.openai.OpenAiSurface;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Fragment;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class UpstreamStreamTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String LAST = "0\r\n\r\n";

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void stream_comesPieceByPiece_andEnds() {
    try (var server = RawServer.answering(HEAD + say("a") + say("b") + done() + LAST);
        var backend = backend(server, Duration.ofSeconds(5))) {
      var reader = read(backend, Long.MAX_VALUE);

      assertThat(reader.next()).isEqualTo("a");
      assertThat(reader.next()).isEqualTo("b");
      assertThat(reader.next()).isEmpty();
      assertThat(reader.next()).isEqualTo("complete");
      assertThat(backend.states().getFirst().outstanding()).isZero();
    }
  }

  @Test
  void streamThatIsCut_isNeverComplete() {
    for (var cut : List.of("", say("b"), say("b") + done(), "zz\r\n", say("b") + LAST)) {
      try (var server = RawServer.behaving((_, c) -> begunThenCut(c, cut));
          var backend = backend(server, Duration.ofSeconds(5))) {
        var last = read(backend, Long.MAX_VALUE).last();

        assertThat(last).isEqualTo(Reason.MODEL_FAILED.code());
        assertThat(backend.states().getFirst().outstanding()).isZero();
      }
    }
  }

  @Test
  void silence_endsTheStream() {
    try (var server = RawServer.behaving((_, c) -> RawServer.write(c, HEAD + say("a")));
        var backend = backend(server, Duration.ofMillis(150))) {
      var reader = read(backend, Long.MAX_VALUE);

      assertThat(reader.next()).isEqualTo("a");
      assertThat(reader.next()).isEqualTo(Reason.DEADLINE_EXCEEDED.code());
    }
  }

  @Test
  void endlessStream_endsAtItsBound() {
    try (var server = RawServer.behaving((_, c) -> endless(c));
        var backend = backend(server, Duration.ofSeconds(5))) {
      assertThat(read(backend, Long.MAX_VALUE).last()).isEqualTo(Reason.MODEL_FAILED.code());
    }
  }

  @Test
  void reader_setsThePace() throws Exception {
    try (var server = RawServer.behaving((_, c) -> endless(c));
        var backend = backend(server, Duration.ofMillis(100))) {
      var reader = read(backend, 2);
      assertThat(reader.next()).isEqualTo("x");
      assertThat(reader.next()).isEqualTo("x");

      // Longer than the silence that is allowed: but it is we who are silent.
      assertThat(reader.heard.poll(300, TimeUnit.MILLISECONDS)).isNull();

      reader.subscription().request(1);
      assertThat(reader.next()).isEqualTo("x");
      reader.subscription().cancel();
    }
  }

  @Test
  void cancel_closesTheConnection() throws Exception {
    try (var server = RawServer.behaving((_, c) -> endless(c));
        var backend = backend(server, Duration.ofSeconds(5))) {
      var reader = read(backend, 1);
      assertThat(reader.next()).isEqualTo("x");

      reader.subscription().cancel();

      assertThat(server.connections().getFirst().getInputStream().read()).isEqualTo(-1);
      assertThat(backend.states().getFirst().outstanding()).isZero();
    }
  }

  private static UpstreamBackend backend(RawServer server, Duration idle) {
    var limits =
        new UpstreamSettings.UpstreamLimits(4, 4, Duration.ofSeconds(2), idle, 10_000, 100_000);
    var settings =
        new UpstreamSettings(
            "test",
            Upstreams.urls(server),
            limits,
            HealthSettings.OFF,
            BreakerSettings.DEFAULT,
            List.of(),
            Map.of());
    return new UpstreamBackend(VERTX, settings, new OpenAiFormat());
  }

  private static Reader read(UpstreamBackend backend, long demand) {
    var reply = Upstreams.reply(Upstreams.invoke(backend, chat(), Upstreams.LONG));
    var reader = new Reader(demand);
    ((AnswerStream) reply).fragments().subscribe(reader);
    return reader;
  }

  private static Call chat() {
    return new OpenAiSurface()
        .read(
            Requests.post("/v1/chat/completions", "application/json", Map.of()),
            Requests.bytes(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}"));
  }

  private static String say(String text) {
    return chunk("data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n");
  }

  private static String done() {
    return chunk("data: [DONE]\n\n");
  }

  private static String chunk(String data) {
    return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
  }

  private static void begunThenCut(Socket connection, String cut) throws Exception {
    RawServer.write(connection, HEAD + say("a"));
    // The head must have been read before what is wrong comes, or there is no stream at all.
    Thread.sleep(100);
    RawServer.write(connection, cut);
    connection.close();
  }

  private static void endless(Socket connection) throws IOException {
    RawServer.write(connection, HEAD);
    for (int i = 0; i < 100_000; i++) {
      RawServer.write(connection, say("x"));
    }
  }

  /** Notes what it hears: texts, and how it ended. */
  private static final class Reader implements Flow.Subscriber<Fragment> {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Flow.Subscription> subscribed = new LinkedBlockingQueue<>();
    private final long demand;

    Reader(long demand) {
      this.demand = demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscribed.add(subscription);
      subscription.request(demand);
    }

    @Override
    public void onNext(Fragment fragment) {
      heard.add(fragment.text());
    }

    @Override
    public void onError(Throwable failure) {
      heard.add(((DeniedException) failure).denial().reason().code());
    }

    @Override
    public void onComplete() {
      heard.add("complete");
    }

    Flow.Subscription subscription() throws InterruptedException {
      var subscription = subscribed.take();
      subscribed.add(subscription);
      return subscription;
    }

    String next() {
      try {
        var next = heard.poll(10, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    String last() {
      var next = next();
      while (next.length() <= 1) {
        next = next();
      }
      return next;
    }
  }
}
