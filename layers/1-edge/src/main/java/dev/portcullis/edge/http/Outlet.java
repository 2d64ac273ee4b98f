package dev.portcullis.edge.http;

import dev.portcullis.edge.bytes.InFlight;
import dev.portcullis.edge.http.framing.Turnstile;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Memory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The outgoing half of an exchange: one head, then bytes, then an end or a cut. */
final class Outlet {
  /** RST_STREAM's INTERNAL_ERROR. On HTTP/1.1 the connection closes without a last chunk. */
  private static final long INTERNAL_ERROR = 2;

  private final HttpServerResponse response;
  private final Turnstile turnstile;
  private final InFlight.Hold hold;
  private Sent sent = Sent.NOTHING;
  private long untaken;
  private long taken;

  /** How far the answer has come. */
  enum Sent {
    NOTHING,
    HEAD,
    ALL
  }

  Outlet(HttpServerResponse response, Turnstile turnstile, InFlight.Hold hold) {
    this.response = response;
    this.turnstile = turnstile;
    this.hold = hold;
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
    if (turnstile.isLast()) {
      response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  /** Sends a piece of a stream, which counts until the client's side has taken it. */
  void write(ByteBuffer piece) {
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
    if (last.readableBytes() <= Pour.AHEAD_BYTES) {
      return finish(last);
    }
    if (!response.headWritten()) {
      response.headers().set(HttpHeaders.CONTENT_LENGTH, Long.toString(last.readableBytes()));
    }
    return new Pour(this, last).begin();
  }

  /** Sends a piece, counted by whoever has it. */
  Future<Void> send(ByteBuf piece) {
    return tracked(piece.readableBytes(), response.write(BufferInternal.buffer(piece)));
  }

  /** Sends the very last piece. */
  Future<Void> finish(ByteBuf last) {
    var gone = tracked(last.readableBytes(), response.end(BufferInternal.buffer(last)));
    turnstile.answered();
    return gone;
  }

  /** Breaks the answer off in a way that no client takes for its end. */
  void cut(Optional<ByteBuffer> farewell) {
    sent = Sent.ALL;
    if (farewell.isPresent()) {
      send(Unpooled.wrappedBuffer(farewell.get())).onComplete(_ -> response.reset(INTERNAL_ERROR));
    } else {
      response.reset(INTERNAL_ERROR);
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
