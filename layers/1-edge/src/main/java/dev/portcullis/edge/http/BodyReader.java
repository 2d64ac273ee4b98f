package dev.portcullis.edge.http;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Reads one body whole, under its route's bound and the bound on bytes in flight. */
final class BodyReader {
  /** Length of a body that announces none. */
  static final long UNKNOWN = -1;

  private static final int FIRST_BYTES = 16 * 1024;

  /** Memory grows in steps of this factor, so a length that is only announced costs an eighth. */
  private static final int GROWTH = 8;

  private final CompletableFuture<ByteBuffer> body = new CompletableFuture<>();
  private final InFlight inFlight;
  private final InFlight.Hold hold;
  private final long maxBytes;
  private final long announced;
  private byte[] bytes = new byte[0];
  private int size;

  BodyReader(InFlight inFlight, long maxBytes, long announced) {
    this.inFlight = inFlight;
    this.hold = inFlight.hold();
    this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - 8);
    this.announced = announced;
  }

  CompletableFuture<ByteBuffer> read(HttpServerRequest request) {
    if (announced > maxBytes) {
      fail(Reason.TOO_LARGE, "announced body over the route's bound");
    } else if (!inFlight.hasRoomFor(Math.max(0, announced))) {
      fail(Reason.OVERLOADED, "bytes in flight");
    } else if (announced == 0) {
      body.complete(ByteBuffer.wrap(bytes));
    } else {
      request.handler(this::add);
      request.endHandler(_ -> body.complete(ByteBuffer.wrap(bytes, 0, size)));
      // It was held back while a control that waits made up its mind.
      request.resume();
    }
    return body;
  }

  int size() {
    return size;
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
    bytes = new byte[0];
    hold.release();
  }

  private void add(Buffer chunk) {
    if (body.isDone()) {
      return;
    }
    var length = chunk.length();
    if (size + (long) length > maxBytes) {
      fail(Reason.TOO_LARGE, "body over the route's bound");
    } else if (size == 0 && length == announced) {
      take(chunk);
    } else if (makeRoom(length)) {
      chunk.getBytes(bytes, size);
      size += length;
    }
  }

  /** A body that came in one piece is not copied again. */
  private void take(Buffer chunk) {
    if (!hold.grow(chunk.length())) {
      fail(Reason.OVERLOADED, "bytes in flight");
      return;
    }
    size = chunk.length();
    var buffer = ((BufferInternal) chunk).getByteBuf();
    if (buffer.hasArray() && buffer.arrayOffset() + buffer.readerIndex() == 0) {
      bytes = buffer.array();
    } else {
      bytes = chunk.getBytes();
    }
  }

  private boolean makeRoom(int more) {
    var needed = size + more;
    if (needed <= bytes.length) {
      return true;
    }
    var grown = Math.max(Math.max(needed, FIRST_BYTES), (long) bytes.length * GROWTH);
    var bound = announced == UNKNOWN ? maxBytes : announced;
    var capacity = (int) Math.max(needed, Math.min(grown, bound));
    if (!hold.grow(capacity - bytes.length)) {
      fail(Reason.OVERLOADED, "bytes in flight");
      return false;
    }
    bytes = Arrays.copyOf(bytes, capacity);
    return true;
  }
}
