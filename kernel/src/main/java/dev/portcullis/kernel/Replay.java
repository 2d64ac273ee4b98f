package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Fragment;
import java.util.List;
import java.util.concurrent.Flow;

/** Hands out pieces that are all here already, as fast as the client asks for them. */
final class Replay implements Flow.Subscription {

  private final List<Fragment> pieces;
  private final Flow.Subscriber<? super Fragment> client;
  private int next;
  private long demand;
  private boolean emitting;
  private boolean closed;

  Replay(List<Fragment> pieces, Flow.Subscriber<? super Fragment> client) {
    this.pieces = pieces;
    this.client = client;
  }

  @Override
  public void request(long n) {
    demand = n > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + n;
    if (emitting) {
      return;
    }
    emitting = true;
    while (!closed && demand > 0 && next < pieces.size()) {
      demand--;
      client.onNext(pieces.get(next++));
    }
    emitting = false;
    if (!closed && next == pieces.size()) {
      closed = true;
      client.onComplete();
    }
  }

  @Override
  public void cancel() {
    closed = true;
  }
}
