package dev.portcullis.edge.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;

/**
 * A large answer on its way out, a little ahead of its client. All of it at once would be copied
 * for the socket, and for TLS once more: off the heap, where nobody counts it. So it waits here.
 */
final class Pour {
  static final int AHEAD_BYTES = 128 * 1024;
  private static final int PIECE_BYTES = 16 * 1024;

  private final Outlet outlet;
  private final ByteBuf rest;
  private final Promise<Void> done = Promise.promise();
  private State state = State.WAITING;

  private enum State {
    WAITING,
    POURING,
    OVER
  }

  Pour(Outlet outlet, ByteBuf rest) {
    this.outlet = outlet;
    this.rest = rest;
  }

  /** Begins; done when the client's side has taken the last byte. */
  Future<Void> begin() {
    pour();
    return done.future();
  }

  /** A piece that leaves at once comes back here while we are still in the loop. */
  private void pour() {
    if (state != State.WAITING) {
      return;
    }
    state = State.POURING;
    while (rest.readableBytes() > PIECE_BYTES && mayGoOn()) {
      outlet.send(rest.readSlice(PIECE_BYTES)).onComplete(_ -> pour(), this::broken);
    }
    if (rest.readableBytes() <= PIECE_BYTES && mayGoOn()) {
      state = State.OVER;
      outlet.finish(rest).onComplete(done);
    } else if (state == State.POURING) {
      state = State.WAITING;
    }
  }

  private boolean mayGoOn() {
    if (state == State.POURING && outlet.response().closed()) {
      broken(new IOException("the client went away within the answer"));
    }
    return state == State.POURING && outlet.untaken() < AHEAD_BYTES;
  }

  private void broken(Throwable cause) {
    if (state != State.OVER) {
      state = State.OVER;
      done.fail(cause);
    }
  }
}
