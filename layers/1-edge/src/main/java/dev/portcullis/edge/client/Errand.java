package dev.portcullis.edge.client;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request to a server that has a deadline, and can be called back until its answer is whole. */
public final class Errand {

  private final Vertx vertx;
  private final long deadline;
  private @Nullable HttpClientRequest sent;

  private Errand(Vertx vertx, long deadline) {
    this.vertx = vertx;
    this.deadline = deadline;
  }

  /** Begins now; {@code late} is run where it has not ended in time. */
  public static Errand begin(Vertx vertx, Duration time, Runnable late) {
    return new Errand(vertx, vertx.setTimer(Math.max(1, time.toMillis()), _ -> late.run()));
  }

  /** Takes a first step where everything else of it will happen: now, where that is here. */
  public static void start(Context context, Runnable step) {
    if (Context.isOnEventLoopThread()) {
      step.run();
    } else {
      context.runOnContext(_ -> step.run());
    }
  }

  /** It has a connection. */
  public void sends(HttpClientRequest request) {
    sent = request;
  }

  /** Its answer is whole: the connection may carry another's by now, and is no longer its own. */
  public void answered() {
    sent = null;
  }

  /** Closes the connection: what still comes on it belongs to nobody. */
  public void recall() {
    var request = sent;
    sent = null;
    if (request != null) {
      request.reset();
      request.connection().close();
    }
  }

  /** It is over, and nobody waits any more. */
  public void end() {
    vertx.cancelTimer(deadline);
  }
}
