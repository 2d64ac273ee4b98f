package dev.portcullis.edge.egress;

import dev.portcullis.edge.client.Errand;
import dev.portcullis.edge.client.Servers;
import dev.portcullis.edge.http.EdgeLoops;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Egress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fetches from the outside and from nowhere else. Each hop is a connection of its own to an address
 * that was judged, so that neither a second look-up nor a kept connection can lead elsewhere.
 */
public final class SafeEgress implements Egress, AutoCloseable {

  public static final int MAX_FETCHES_AT_ONCE = 64;
  public static final int MAX_REDIRECTS = 3;

  private final Vertx vertx;
  private final Resolver resolver;
  private final Destination destination;
  private final HttpClientAgent client;
  private final AtomicInteger running = new AtomicInteger();

  /** The way out for the edge whose loops these are, asking the system's resolver. */
  public static SafeEgress start(EdgeLoops loops, EgressSettings settings) {
    return new SafeEgress(loops.vertx(), settings, Resolver.system());
  }

  public SafeEgress(Vertx vertx, EgressSettings settings, Resolver resolver) {
    this.vertx = vertx;
    this.resolver = resolver;
    this.destination = new Destination(settings);
    this.client = client(vertx, settings);
  }

  @Override
  public CompletionStage<Fetched> fetch(Fetch fetch) {
    if (running.incrementAndGet() > MAX_FETCHES_AT_ONCE) {
      running.decrementAndGet();
      return CompletableFuture.failedFuture(
          new DeniedException(Reason.OVERLOADED, "fetch: too many at once"));
    }
    var context = vertx.getOrCreateContext();
    var fetching = new Fetching(this, context, fetch);
    Errand.start(context, fetching::start);
    return fetching.fetched().whenComplete((_, _) -> running.decrementAndGet());
  }

  @Override
  public void close() {
    client.close();
  }

  Vertx vertx() {
    return vertx;
  }

  Resolver resolver() {
    return resolver;
  }

  Destination destination() {
    return destination;
  }

  HttpClientAgent client() {
    return client;
  }

  private static HttpClientAgent client(Vertx vertx, EgressSettings settings) {
    var pool = new PoolOptions().setHttp1MaxSize(MAX_FETCHES_AT_ONCE);
    return Servers.client(
        vertx, new HttpClientOptions().setKeepAlive(false), pool, settings.authorities());
  }
}
