package dev.portcullis.edge.http;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Wire;
import dev.portcullis.kernel.call.Fragment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * Carries a streamed answer to the client as fast as he takes it.
 *
 * <p>A piece that says something leaves at once. One that only frames others, such as the mark at
 * the end, waits for its successor; so what tells the client that the answer is whole leaves after
 * the outcome is on record.
 */
final class StreamPump implements Flow.Subscriber<Fragment> {
  private static final int PIECES_AHEAD = 16;

  private final Outlet outlet;
  private final Wire.Recording recording;
  private final Executor loop;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private Optional<Flow.Subscription> subscription = Optional.empty();
  private Optional<ByteBuffer> waiting = Optional.empty();
  private long bytesOut;

  StreamPump(Outlet outlet, Wire.Recording recording, Exchange exchange) {
    this.outlet = outlet;
    this.recording = recording;
    this.loop = exchange.loop();
  }

  /** Done when the stream has left whole; failed where it broke off, and then nothing was ended. */
  CompletableFuture<Void> done() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    loop.execute(() -> {
      subscription = Optional.of(granted);
      if (outlet.sent() == Outlet.Sent.ALL) {
        // Who is gone already is told to no handler.
        lost();
        return;
      }
      outlet.response().closeHandler(_ -> lost());
      outlet.response().exceptionHandler(_ -> lost());
      granted.request(PIECES_AHEAD);
    });
  }

  @Override
  public void onNext(Fragment fragment) {
    loop.execute(() -> take(fragment));
  }

  @Override
  public void onError(Throwable failure) {
    loop.execute(() -> done.completeExceptionally(failure));
  }

  @Override
  public void onComplete() {
    loop.execute(this::finish);
  }

  private void take(Fragment fragment) {
    if (outlet.sent() == Outlet.Sent.ALL) {
      lost();
    }
    if (done.isDone()) {
      return;
    }
    var wire = fragment.wire();
    bytesOut += wire.remaining();
    try {
      waiting.ifPresent(outlet::write);
      waiting = Optional.empty();
      if (fragment.text().isEmpty()) {
        waiting = Optional.of(wire);
      } else {
        outlet.write(wire);
      }
      askForMore();
    } catch (DeniedException noRoom) {
      stop(noRoom);
    }
  }

  private void askForMore() {
    if (outlet.response().writeQueueFull()) {
      outlet.response().drainHandler(_ -> subscription.ifPresent(s -> s.request(1)));
    } else {
      subscription.ifPresent(s -> s.request(1));
    }
  }

  private void finish() {
    if (!done.isDone()) {
      recording
          .record(bytesOut)
          .whenComplete((_, failure) ->
              loop.execute(() -> end(failure == null ? Optional.empty() : Optional.of(failure))));
    }
  }

  private void end(Optional<Throwable> failure) {
    if (failure.isPresent()) {
      done.completeExceptionally(failure.get());
    } else if (outlet.sent() == Outlet.Sent.ALL) {
      lost();
    } else {
      outlet.end(waiting.map(List::of).orElse(List.of())).onComplete(_ -> done.complete(null));
    }
  }

  private void lost() {
    stop(new DeniedException(Reason.MALFORMED, "the client went away before the answer's end"));
  }

  private void stop(DeniedException why) {
    if (done.completeExceptionally(why)) {
      subscription.ifPresent(Flow.Subscription::cancel);
    }
  }
}
