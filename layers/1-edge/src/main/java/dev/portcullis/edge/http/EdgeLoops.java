package dev.portcullis.edge.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletionStage;

/** The event loops that everything of the edge runs on, one per core. */
public final class EdgeLoops {
  private final Vertx vertx;
  private final int count;

  private EdgeLoops(Vertx vertx, int count) {
    this.vertx = vertx;
    this.count = count;
  }

  /** Starts so many loops. */
  public static EdgeLoops start(int count) {
    var options =
        new VertxOptions()
            .setEventLoopPoolSize(count)
            .setPreferNativeTransport(true)
            .setDisableTCCL(true);
    return new EdgeLoops(Vertx.vertx(options), count);
  }

  /** One loop per core. */
  public static EdgeLoops start() {
    return start(Runtime.getRuntime().availableProcessors());
  }

  /** The loops, for clients that share them so that an exchange stays where it is. */
  public Vertx vertx() {
    return vertx;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Whether the native transport carries them: epoll on Linux. */
  public boolean isNative() {
    return vertx.isNativeTransportEnabled();
  }

  public CompletionStage<Void> close() {
    return vertx.close().toCompletionStage();
  }
}
