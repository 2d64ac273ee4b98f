package dev.portcullis.edge.upstream;

import dev.portcullis.edge.surfaces.StreamDecoder;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Fragment;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An upstream's stream as fragments, read only as fast as its one reader asks. Silence is counted
 * while we wait for the upstream, and not while the reader lets us wait.
 */
final class UpstreamStream implements Flow.Publisher<Fragment>, Flow.Subscription {

  /** What one read brings, which is all that is taken before the reader asks for it. */
  static final int READ_AHEAD_BYTES = 64 * 1024;

  private final Context context;
  private final UpstreamBackend backend;
  private final HttpClientResponse response;
  private final StreamDecoder decoder;
  private final Consumer<Ended> over;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final Queue<Fragment> ready = new ArrayDeque<>();
  private Flow.@Nullable Subscriber<? super Fragment> reader;
  private long wanted;
  private long bytes;
  private @Nullable Long silence;
  private @Nullable Denial failure;
  private boolean ended;
  private boolean closed;
  private boolean draining;

  UpstreamStream(
      Context context,
      UpstreamBackend backend,
      HttpClientResponse response,
      StreamDecoder decoder,
      Consumer<Ended> over) {
    this.context = context;
    this.backend = backend;
    this.response = response;
    this.decoder = decoder;
    this.over = over;
    response.pause();
    response.handler(this::arrived);
    response.endHandler(_ -> end());
    response.exceptionHandler(
        cause -> fail(Denial.of(Reason.MODEL_FAILED, Broken.detail(cause)), Ended.FAILED));
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Fragment> subscriber) {
    if (!taken.compareAndSet(false, true)) {
      throw new IllegalStateException("a stream has one reader");
    }
    onContext(() -> {
      reader = subscriber;
      subscriber.onSubscribe(this);
      drain();
    });
  }

  @Override
  public void request(long n) {
    onContext(() -> {
      wanted = n <= 0 || wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
      drain();
    });
  }

  @Override
  public void cancel() {
    onContext(() -> {
      if (!closed) {
        close();
        over.accept(Ended.UNDECIDED);
        abort();
      }
    });
  }

  /** Ends it with a denial, which the reader gets in place of what was ready. */
  void fail(Denial denial, Ended ended) {
    if (failure == null && !closed) {
      failure = denial;
      ready.clear();
      over.accept(ended);
      abort();
      drain();
    }
  }

  private void arrived(Buffer chunk) {
    stopSilence();
    bytes += chunk.length();
    long most = backend.settings().limits().maxStreamBytes();
    if (bytes > most) {
      var detail = "upstream: a stream of more than " + most + " bytes";
      fail(Denial.of(Reason.MODEL_FAILED, detail), Ended.FAULTY);
      return;
    }
    decode(() -> ready.addAll(decoder.decode(ByteBuffer.wrap(chunk.getBytes()))));
    drain();
  }

  private void end() {
    stopSilence();
    decode(decoder::end);
    ended = true;
    if (failure == null && !closed) {
      over.accept(Ended.WELL);
    }
    drain();
  }

  private void decode(Runnable step) {
    if (failure != null || closed) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException e) {
      var detail = DeniedException.denialOf(e, Reason.MODEL_FAILED).detail();
      fail(Denial.of(Reason.MODEL_FAILED, "upstream: stream: " + detail), Ended.FAULTY);
    }
  }

  /** Hands over what is ready and asked for. A reader that asks from within is heard here. */
  private void drain() {
    var to = reader;
    if (to == null || closed || draining) {
      return;
    }
    draining = true;
    try {
      while (wanted > 0 && !ready.isEmpty() && !closed) {
        wanted--;
        to.onNext(ready.remove());
      }
    } finally {
      draining = false;
    }
    finishOrFetch(to);
  }

  private void finishOrFetch(Flow.Subscriber<? super Fragment> to) {
    if (closed || !ready.isEmpty()) {
      return;
    }
    var denial = failure;
    if (denial != null) {
      close();
      to.onError(new DeniedException(denial));
    } else if (ended) {
      close();
      to.onComplete();
    } else if (wanted > 0 && silence == null) {
      startSilence();
      response.fetch(1);
    }
  }

  private void startSilence() {
    long millis = backend.settings().limits().idle().toMillis();
    var denial = Denial.of(Reason.DEADLINE_EXCEEDED, "upstream: a stream fell silent");
    silence = backend.vertx().setTimer(millis, _ -> fail(denial, Ended.FAULTY));
  }

  private void stopSilence() {
    var timer = silence;
    if (timer != null) {
      backend.vertx().cancelTimer(timer);
      silence = null;
    }
  }

  private void close() {
    closed = true;
    stopSilence();
  }

  private void abort() {
    response.request().reset();
    response.request().connection().close();
  }

  private void onContext(Runnable step) {
    context.runOnContext(_ -> step.run());
  }
}
