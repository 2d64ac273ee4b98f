package dev.portcullis.edge.http;

import dev.portcullis.edge.bytes.Gathering;
import dev.portcullis.edge.bytes.InFlight;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Reads one body whole, under its route's bound and the bound on bytes in flight. */
final class BodyReader {
  private final CompletableFuture<ByteBuffer> body = new CompletableFuture<>();
  private final InFlight.Hold hold;
  private final long maxBytes;
  private final long announced;
  private final Gathering gathering;

  BodyReader(InFlight.Hold hold, long maxBytes, long announced) {
    this.hold = hold;
    this.maxBytes = maxBytes;
    this.announced = announced;
    this.gathering = new Gathering(hold, maxBytes, announced);
  }

  CompletableFuture<ByteBuffer> read(HttpServerRequest request) {
    if (announced > maxBytes) {
      fail(Reason.TOO_LARGE, "announced body over the route's bound");
    } else if (!hold.hasRoomFor(Math.max(0, announced))) {
      fail(Reason.OVERLOADED, "bytes in flight");
    } else if (announced == 0) {
      body.complete(gathering.whole());
    } else {
      request.handler(this::add);
      request.endHandler(_ -> body.complete(gathering.whole()));
      // It was held back while a control that waits made up its mind.
      request.resume();
    }
    return body;
  }

  int size() {
    return gathering.size();
  }

  /** What the body holds, for those who make something larger of it. */
  InFlight.Hold hold() {
    return hold;
  }

  boolean isReading() {
    return !body.isDone();
  }

  /** Gives the body up; what still comes of it is dropped. */
  void fail(Reason reason, String detail) {
    fail(Denial.of(reason, detail));
  }

  void fail(Denial denial) {
    if (body.completeExceptionally(new DeniedException(denial))) {
      release();
    }
  }

  /** Gives back what the body held. */
  void release() {
    gathering.drop();
    hold.release();
  }

  private void add(Buffer piece) {
    if (body.isDone()) {
      return;
    }
    switch (gathering.add(piece)) {
      case KEPT -> {}
      case TOO_LARGE -> fail(Reason.TOO_LARGE, "body over the route's bound");
      case NO_ROOM -> fail(Reason.OVERLOADED, "bytes in flight");
    }
  }
}
