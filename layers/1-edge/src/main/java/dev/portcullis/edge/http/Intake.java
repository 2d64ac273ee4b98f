package dev.portcullis.edge.http;

import dev.portcullis.edge.http.routing.EdgeRoute;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Call;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** The incoming half of an exchange: its body, read under bounds and turned into a call. */
final class Intake {
  /** What is larger is read and written on a worker, so that a loop is not held for long. */
  static final int INLINE_BYTES = 8 * 1024;

  private final EdgeRoute route;
  private final Target target;
  private final HttpServerRequest request;
  private final BodyReader body;
  private final Parsing parsing;
  private Begun begun = Begun.NO;

  /** Where bodies are parsed, and how far they may inflate. */
  record Parsing(Executor loop, Executor workers, int maxInflation) {}

  private enum Begun {
    NO,
    YES
  }

  Intake(
      EdgeRoute route, Target target, BodyReader body, HttpServerRequest request, Parsing parsing) {
    this.route = route;
    this.target = target;
    this.request = request;
    this.body = body;
    this.parsing = parsing;
  }

  CompletionStage<Call> call() {
    begun = Begun.YES;
    try {
      var headers = target.head().headers();
      var coding = ContentCoding.named(String.join(",", headers.all("content-encoding")));
      if (!target.mediaType().isEmpty()) {
        requireAccepted();
      }
      var reading = body.read(request);
      if (headers.has("expect") && body.isReading()) {
        request.response().writeContinue();
      }
      return reading.thenCompose(bytes -> parse(bytes, coding));
    } catch (DeniedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  long bytes() {
    return body.size();
  }

  /** Whether the client is expected to send more of the body now. */
  boolean isAwaited() {
    return begun == Begun.YES && body.isReading();
  }

  /** Holds the body back until it is asked for. */
  void holdBack() {
    if (begun == Begun.NO && !request.isEnded()) {
      request.pause();
    }
  }

  /** Gives up what has not come yet; what still comes is dropped. */
  void giveUp(Denial denial) {
    body.fail(denial);
  }

  /** The exchange is over: lets go of the body, and lets what still comes of it run dry. */
  void close() {
    begun = Begun.YES;
    body.fail(Reason.MALFORMED, "answered before the body was read");
    body.release();
    if (!request.isEnded()) {
      request.resume();
    }
  }

  private CompletionStage<Call> parse(ByteBuffer bytes, ContentCoding coding) {
    if (target.mediaType().isEmpty() && bytes.hasRemaining()) {
      requireAccepted();
    }
    if (coding == ContentCoding.IDENTITY && bytes.remaining() <= INLINE_BYTES) {
      return CompletableFuture.completedFuture(route.surface().read(target, bytes));
    }
    var bound =
        Math.min(route.route().maxBodyBytes(), (long) bytes.remaining() * parsing.maxInflation());
    return onWorker(() -> route.surface().read(target, coding.decode(bytes, bound, body.hold())));
  }

  /** Does what would hold the loop up where nobody waits, and comes back with what came of it. */
  <T> CompletionStage<T> onWorker(Supplier<T> work) {
    var done = new CompletableFuture<T>();
    try {
      parsing.workers().execute(() -> work(work, done));
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(new DeniedException(Reason.OVERLOADED, "workers are busy"));
    }
    return done;
  }

  private <T> void work(Supplier<T> work, CompletableFuture<T> done) {
    try {
      var result = work.get();
      parsing.loop().execute(() -> done.complete(result));
    } catch (RuntimeException | Error e) {
      parsing.loop().execute(() -> done.completeExceptionally(e));
    }
  }

  private void requireAccepted() {
    if (!route.surface().takes(target.mediaType())) {
      throw new DeniedException(Reason.UNSUPPORTED_MEDIA_TYPE, "media type not taken");
    }
  }
}
