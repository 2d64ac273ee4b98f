package dev.portcullis.edge.upstream;

import static java.util.Objects.requireNonNull;

import dev.portcullis.edge.client.AnswerBody;
import dev.portcullis.edge.client.AnswerBody.Ending.CutShort;
import dev.portcullis.edge.client.AnswerBody.Ending.NoRoom;
import dev.portcullis.edge.client.AnswerBody.Ending.TooLarge;
import dev.portcullis.edge.client.AnswerBody.Ending.Whole;
import dev.portcullis.edge.client.Errand;
import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.Outgoing;
import dev.portcullis.edge.surfaces.StreamDecoder;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Invocation;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call on its way to an upstream and back. Lives on one context, as its exchange does. */
final class UpstreamCall {

  /** Answers up to this size are read on the event loop, larger ones on a worker. */
  static final int MAX_INLINE_BYTES = 8 * 1024;

  private final UpstreamBackend backend;
  private final Context context;
  private final Invocation invocation;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final Set<Peer> tried = new HashSet<>(2);
  private @Nullable Peer peer;
  private @Nullable Errand errand;
  private @Nullable UpstreamStream stream;
  private boolean over;

  UpstreamCall(UpstreamBackend backend, Context context, Invocation invocation) {
    this.backend = backend;
    this.context = context;
    this.invocation = invocation;
  }

  CompletionStage<Reply> reply() {
    return reply;
  }

  void start() {
    errand = Errand.begin(backend.vertx(), invocation.remaining(), this::late);
    try {
      attempt(backend.format().request(invocation.call()));
    } catch (RuntimeException e) {
      over(Ended.UNDECIDED);
      reply.completeExceptionally(
          new DeniedException(DeniedException.denialOf(e, Reason.MODEL_FAILED)));
    }
  }

  private void attempt(Outgoing outgoing) {
    var chosen = backend.peers().choose(tried);
    if (chosen.isEmpty()) {
      turnBack(Reason.MODEL_UNAVAILABLE, "upstream: no address is well");
      return;
    }
    var next = chosen.get();
    peer = next;
    tried.add(next);
    next.began();
    backend
        .client()
        .request(next.request(outgoing.method(), outgoing.target()))
        .onSuccess(connected -> send(connected, outgoing))
        .onFailure(failure -> unconnected(failure, outgoing));
  }

  /** Not one byte has left, so whatever the method another address may have the call. */
  private void unconnected(Throwable failure, Outgoing outgoing) {
    if (over) {
      return;
    }
    if (failure instanceof ConnectionPoolTooBusyException) {
      turnBack(Reason.OVERLOADED, "upstream: its queue is full");
      return;
    }
    leave(Ended.FAILED);
    attempt(outgoing);
  }

  private void send(HttpClientRequest connected, Outgoing outgoing) {
    if (over) {
      connected.reset();
      return;
    }
    errand().sends(connected);
    outgoing.headers().forEach(connected::putHeader);
    invocation.propagated().forEach(connected::putHeader);
    backend.settings().headers().forEach((name, value) -> connected.putHeader(name, text(value)));
    connected.response().onSuccess(this::answered).onFailure(this::broken);
    connected.end(body(outgoing)).onFailure(this::broken);
  }

  private static Buffer body(Outgoing outgoing) {
    var buffers = outgoing.body().stream().map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new);
    return BufferInternal.buffer(Unpooled.wrappedBuffer(buffers));
  }

  private static String text(Secret secret) {
    var bytes = secret.reveal(Secret.Purpose.AUTHENTICATE_UPSTREAM);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void answered(HttpClientResponse response) {
    if (over) {
      return;
    }
    var refused = AnswerCheck.refusal(response);
    if (refused.isPresent()) {
      response.exceptionHandler(_ -> {});
      discard(refused.get(), AnswerCheck.ended(response));
      return;
    }
    var mediaType = AnswerBody.mediaType(response);
    backend.format().stream(invocation.call(), response.statusCode(), mediaType)
        .ifPresentOrElse(
            decoder -> stream(response, mediaType, decoder), () -> collect(response, mediaType));
  }

  private void collect(HttpClientResponse response, String mediaType) {
    int most = backend.settings().limits().maxAnswerBytes();
    AnswerBody.read(
        response,
        invocation.memory(),
        most,
        ending -> {
          switch (ending) {
            case Whole(var bytes) -> complete(incoming(response, mediaType, bytes));
            case TooLarge _ -> discard("more than " + most + " bytes", Ended.FAULTY);
            case NoRoom _ -> noRoom("an answer");
            case CutShort(var cause) -> brokenOff(cause);
          }
        });
  }

  private static Incoming incoming(
      HttpClientResponse response, String mediaType, ByteBuffer bytes) {
    var headers = Headers.of(response.headers().entries());
    return new Incoming(response.statusCode(), headers, mediaType, bytes);
  }

  private void complete(Incoming incoming) {
    if (over) {
      return;
    }
    errand().answered();
    Supplier<Answer> reading = () -> backend.format().answer(invocation.call(), incoming);
    var read = incoming.body().remaining() > MAX_INLINE_BYTES ? onWorker(reading) : onLoop(reading);
    read.onComplete(this::read, this::unreadable);
  }

  private Future<Answer> onWorker(Supplier<Answer> reading) {
    return context.executeBlocking(reading::get, false).map(answer -> requireNonNull(answer));
  }

  private static Future<Answer> onLoop(Supplier<Answer> reading) {
    try {
      return Future.succeededFuture(reading.get());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void read(Answer answer) {
    if (!over) {
      over(Ended.WELL);
      reply.complete(answer);
    }
  }

  /** A refusal to read what the model said is the model's failure, and not the caller's. */
  private void unreadable(Throwable failure) {
    var detail = DeniedException.denialOf(failure, Reason.MODEL_FAILED).detail();
    fail(Reason.MODEL_FAILED, "upstream: " + detail, Ended.FAULTY);
  }

  private void stream(HttpClientResponse response, String mediaType, StreamDecoder decoder) {
    if (!invocation.memory().take(UpstreamStream.READ_AHEAD_BYTES)) {
      noRoom("a stream");
      return;
    }
    var opened = new UpstreamStream(context, backend, response, decoder, this::over);
    stream = opened;
    Call call = invocation.call();
    reply.complete(new AnswerStream(call.model(), response.statusCode(), mediaType, opened));
  }

  private void late() {
    var detail = "upstream: no whole answer within the deadline";
    var open = stream;
    if (open != null) {
      open.fail(Denial.of(Reason.DEADLINE_EXCEEDED, detail), Ended.FAULTY);
    }
    fail(Reason.DEADLINE_EXCEEDED, detail, Ended.FAULTY);
    errand().recall();
  }

  private void broken(Throwable failure) {
    fail(Reason.MODEL_FAILED, Broken.detail(failure), Ended.FAILED);
  }

  private void brokenOff(Throwable failure) {
    broken(failure);
    errand().recall();
  }

  private void discard(String why, Ended ended) {
    fail(Reason.MODEL_FAILED, "upstream: " + why, ended);
    errand().recall();
  }

  private void noRoom(String what) {
    fail(Reason.OVERLOADED, "bytes in flight: upstream: " + what, Ended.UNDECIDED);
    errand().recall();
  }

  /** Before one byte has left. */
  private void turnBack(Reason reason, String detail) {
    fail(Denial.unreached(reason, detail), Ended.UNDECIDED);
  }

  private void fail(Reason reason, String detail, Ended ended) {
    fail(Denial.of(reason, detail), ended);
  }

  private void fail(Denial denial, Ended ended) {
    if (!over) {
      over(ended);
      reply.completeExceptionally(new DeniedException(denial));
    }
  }

  private void over(Ended ended) {
    if (!over) {
      over = true;
      errand().end();
      leave(ended);
    }
  }

  private Errand errand() {
    return requireNonNull(errand, "begun by start()");
  }

  private void leave(Ended ended) {
    var used = peer;
    peer = null;
    if (used != null) {
      used.ended();
      switch (ended) {
        case WELL -> used.breaker().succeeded();
        case FAILED -> used.breaker().failed();
        case FAULTY -> used.breaker().faulted();
        case UNDECIDED -> used.breaker().undecided();
      }
    }
  }
}
