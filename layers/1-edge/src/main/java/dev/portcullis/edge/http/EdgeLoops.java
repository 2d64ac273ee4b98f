package dev.portcullis.edge.http;

import dev.portcullis.edge.http.door.Doorkeeper;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The event loops that everything of the edge runs on, one per core. */
public final class EdgeLoops {
  private final Vertx vertx;
  private final Doorkeeper keeper;
  private final Transport transport;
  private final int count;

  private EdgeLoops(Vertx vertx, Doorkeeper keeper, Transport transport, int count) {
    this.vertx = vertx;
    this.keeper = keeper;
    this.transport = transport;
    this.count = count;
  }

  /** Starts so many loops. */
  public static EdgeLoops start(int count) {
    var options = new VertxOptions().setEventLoopPoolSize(count).setDisableTCCL(true);
    var keeper = new Doorkeeper();
    var transport = best();
    var vertx =
        Vertx.builder()
            .with(options)
            .withTransport(new KeptTransport.Named(transport, keeper))
            .build();
    return new EdgeLoops(vertx, keeper, transport, count);
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

  /** What carries them: {@code epoll} on Linux, {@code nio} where nothing native can be loaded. */
  public String transport() {
    return transport.name();
  }

  /**
   * Completes when every loop has ended what it was at. Whoever read something before it was
   * replaced has then used it, or begun to: nobody is about to.
   */
  public CompletionStage<Void> turn() {
    var turns = new ArrayList<CompletableFuture<Void>>();
    for (var loop : ((VertxInternal) vertx).eventLoopGroup()) {
      turns.add(CompletableFuture.runAsync(() -> {}, loop));
    }
    return CompletableFuture.allOf(turns.toArray(CompletableFuture<?>[]::new));
  }

  /** Ends them, and whatever still runs on them. */
  public CompletionStage<Void> close() {
    return vertx.close().toCompletionStage();
  }

  Doorkeeper keeper() {
    return keeper;
  }

  private static Transport best() {
    var best = Transport.nativeTransport();
    return best != null && best.available() ? best : Transport.NIO;
  }
}
