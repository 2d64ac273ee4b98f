package dev.portcullis.edge.http;

import dev.portcullis.edge.http.framing.Turnstile;
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

  private static final int WHOLE_BYTES = 128 * 1024;
  private static final int PIECE_BYTES = 16 * 1024;

  private final HttpServerResponse response;
  private final Turnstile turnstile;
  private Sent sent = Sent.NOTHING;
  private long untaken;
  private long taken;

  /** How far the answer has come. */
  enum Sent {
    NOTHING,
    HEAD,
    ALL
  }

  Outlet(HttpServerResponse response, Turnstile turnstile) {
    this.response = response;
    this.turnstile = turnstile;
  }

  Sent sent() {
    return response.closed() ? Sent.ALL : sent;
  }

  HttpServerResponse response() {
    return response;
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

  Future<Void> write(ByteBuffer piece) {
    return tracked(
        piece.remaining(), response.write(BufferInternal.buffer(Unpooled.wrappedBuffer(piece))));
  }

  /** Sends the last bytes; done when the client's side has taken them. */
  Future<Void> end(List<ByteBuffer> rest) {
    sent = Sent.ALL;
    var last = BufferInternal.buffer(writeAllButLast(buffer(rest)));
    var gone = tracked(last.length(), response.end(last));
    turnstile.answered();
    return gone;
  }

  /** Breaks the answer off in a way that no client takes for its end. */
  void cut(Optional<ByteBuffer> farewell) {
    sent = Sent.ALL;
    if (farewell.isPresent()) {
      write(farewell.get()).onComplete(_ -> response.reset(INTERNAL_ERROR));
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

  /** A large answer leaves in pieces, so that it can be seen how fast they are taken. */
  private ByteBuf writeAllButLast(ByteBuf rest) {
    if (rest.readableBytes() > WHOLE_BYTES && !response.headWritten()) {
      response.headers().set(HttpHeaders.CONTENT_LENGTH, Long.toString(rest.readableBytes()));
    }
    while (rest.readableBytes() > WHOLE_BYTES) {
      var piece = rest.readSlice(PIECE_BYTES);
      tracked(PIECE_BYTES, response.write(BufferInternal.buffer(piece)));
    }
    return rest;
  }

  private static ByteBuf buffer(List<ByteBuffer> pieces) {
    return switch (pieces.size()) {
      case 0 -> Unpooled.EMPTY_BUFFER;
      case 1 -> Unpooled.wrappedBuffer(pieces.getFirst());
      default -> Unpooled.wrappedBuffer(pieces.toArray(ByteBuffer[]::new));
    };
  }
}
