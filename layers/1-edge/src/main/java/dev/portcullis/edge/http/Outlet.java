package dev.portcullis.edge.http;

import dev.portcullis.edge.bytes.InFlight;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Memory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The outgoing half of an exchange: one head, then bytes, then an end or a cut. */
final class Outlet {
  /** RST_STREAM's INTERNAL_ERROR. On HTTP/1.1 the connection closes without a last chunk. */
  private static final long INTERNAL_ERROR = 2;

  /** RST_STREAM's NO_ERROR: the answer is whole, and no more of the request is wanted. */
  private static final long NO_ERROR = 0;

  /** How long a client has to read a farewell: a reset lets many drop what they have not read. */
  private static final Duration FAREWELL = Duration.ofMillis(250);

  /** How long a client may go on with a body that was answered already (RFC 9113, section 8.1). */
  private static final Duration RUN_DRY = Duration.ofSeconds(2);

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Link link;
  private final InFlight.Hold hold;
  private final Body body;
  private Sent sent = Sent.NOTHING;
  private long untaken;
  private long taken;

  /** How far the answer has come. */
  enum Sent {
    NOTHING,
    HEAD,
    ALL
  }

  /** Whether the answer's body leaves. */
  private enum Body {
    SENT,
    /** The request was a HEAD: its answer is a GET's without what comes after the head. */
    OMITTED
  }

  Outlet(HttpServerRequest request, Link link, InFlight.Hold hold) {
    this.request = request;
    this.response = request.response();
    this.link = link;
    this.hold = hold;
    this.body = request.method().equals(HttpMethod.HEAD) ? Body.OMITTED : Body.SENT;
  }

  Sent sent() {
    return response.closed() ? Sent.ALL : sent;
  }

  HttpServerResponse response() {
    return response;
  }

  /** Where the answer is counted while it is made and until the client has taken it. */
  Memory memory() {
    return hold;
  }

  /** Bytes counted now. */
  long held() {
    return hold.held();
  }

  /** Counts an answer as it will leave, in place of what was collected for it; if there is room. */
  boolean holds(long bytes) {
    return hold.become(bytes);
  }

  /** The exchange is over. */
  void close() {
    hold.release();
  }

  /** Bytes handed over that the client's side has not taken yet. */
  long untaken() {
    return untaken;
  }

  /** Bytes that the client's side has taken. */
  long taken() {
    return taken;
  }

  /** Sets status and media type; the head leaves with the first bytes. */
  void head(int status, String mediaType) {
    sent = Sent.HEAD;
    response.setStatusCode(status);
    if (!mediaType.isEmpty()) {
      response.headers().set(HttpHeaders.CONTENT_TYPE, mediaType);
    }
    if (link.turnstile().isLast()) {
      response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  /** Sends a piece of a stream, which counts until the client's side has taken it. */
  void write(ByteBuffer piece) {
    if (body == Body.OMITTED) {
      return;
    }
    int bytes = piece.remaining();
    if (!hold.take(bytes)) {
      throw new DeniedException(Reason.OVERLOADED, "bytes in flight: a stream");
    }
    send(Unpooled.wrappedBuffer(piece)).onComplete(_ -> hold.giveBack(bytes));
  }

  /** Sends the last bytes; done when the client's side has taken them. */
  Future<Void> end(List<ByteBuffer> rest) {
    sent = Sent.ALL;
    var last = buffer(rest);
    return switch (body) {
      case SENT -> endWith(last);
      case OMITTED -> endWithout(last.readableBytes());
    };
  }

  private Future<Void> endWith(ByteBuf last) {
    if (last.readableBytes() <= Pour.AHEAD_BYTES) {
      return finish(last);
    }
    if (!response.headWritten()) {
      response.headers().set(HttpHeaders.CONTENT_LENGTH, Long.toString(last.readableBytes()));
    }
    return new Pour(this, last).begin();
  }

  private Future<Void> endWithout(int bytes) {
    if (!response.isChunked()) {
      response.headers().set(HttpHeaders.CONTENT_LENGTH, Long.toString(bytes));
    }
    return over(response.end());
  }

  /** Sends a piece, counted by whoever has it. */
  Future<Void> send(ByteBuf piece) {
    return tracked(piece.readableBytes(), response.write(BufferInternal.buffer(piece)));
  }

  /** Sends the very last piece. */
  Future<Void> finish(ByteBuf last) {
    return over(tracked(last.readableBytes(), response.end(BufferInternal.buffer(last))));
  }

  private Future<Void> over(Future<Void> gone) {
    link.turnstile().answered();
    stopUnreadBody();
    return gone;
  }

  /** Breaks the answer off in a way that no client takes for its end. */
  void cut(Optional<ByteBuffer> farewell) {
    sent = Sent.ALL;
    if (farewell.isPresent()) {
      leave(farewell.get()).onComplete(_ -> link.later(FAREWELL, () -> reset(INTERNAL_ERROR)));
    } else {
      reset(INTERNAL_ERROR);
    }
  }

  /** A farewell is not counted: it is small, and what is full must be able to say so. */
  private Future<Void> leave(ByteBuffer farewell) {
    return switch (body) {
      case SENT -> send(Unpooled.wrappedBuffer(farewell));
      case OMITTED -> Future.succeededFuture();
    };
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What cannot be reset is over already.
  private void reset(long code) {
    response.reset(code);
  }

  /** An HTTP/2 client that still sends its body reads the answer first, and then has to stop. */
  private void stopUnreadBody() {
    if (request.version() == HttpVersion.HTTP_2 && !request.isEnded()) {
      link.later(
          RUN_DRY,
          () -> {
            if (!request.isEnded()) {
              reset(NO_ERROR);
            }
          });
    }
  }

  private Future<Void> tracked(long size, Future<Void> gone) {
    untaken += size;
    return gone.onComplete(_ -> {
      untaken -= size;
      taken += size;
    });
  }

  private static ByteBuf buffer(List<ByteBuffer> pieces) {
    return switch (pieces.size()) {
      case 0 -> Unpooled.EMPTY_BUFFER;
      case 1 -> Unpooled.wrappedBuffer(pieces.getFirst());
      default -> Unpooled.wrappedBuffer(pieces.toArray(ByteBuffer[]::new));
    };
  }
}
