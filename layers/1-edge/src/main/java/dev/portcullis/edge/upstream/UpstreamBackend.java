package dev.portcullis.edge.upstream;

import dev.portcullis.edge.client.Errand;
import dev.portcullis.edge.client.Servers;
import dev.portcullis.edge.http.EdgeLoops;
import dev.portcullis.edge.surfaces.UpstreamFormat;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Invocation;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A model behind a server. A call is tried at another address only where not one byte of it can
 * have left; whatever else goes wrong is a denial, and part of an answer is never an answer.
 */
public final class UpstreamBackend implements Backend, AutoCloseable {

  /** Below what common servers allow idle connections, so that we are the first to let go. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  private static final int MAX_STATUS_LINE_BYTES = 4_096;

  private final Vertx vertx;
  private final UpstreamSettings settings;
  private final UpstreamFormat format;
  private final Peers peers;
  private final HttpClientAgent client;
  private final Optional<HealthCheck> healthCheck;

  /** A backend on the edge's own loops, so that an exchange stays where it is. */
  public static UpstreamBackend start(
      EdgeLoops loops, UpstreamSettings settings, UpstreamFormat format) {
    return new UpstreamBackend(loops.vertx(), settings, format);
  }

  public UpstreamBackend(Vertx vertx, UpstreamSettings settings, UpstreamFormat format) {
    this.vertx = vertx;
    this.settings = settings;
    this.format = format;
    this.peers =
        new Peers(
            settings.urls().stream().map(u -> new Peer(u, settings, System::nanoTime)).toList());
    this.client = client(vertx, settings);
    this.healthCheck =
        settings.health().path().isEmpty()
            ? Optional.empty()
            : Optional.of(new HealthCheck(vertx, client, peers, settings.health()));
  }

  @Override
  public CompletionStage<? extends Reply> invoke(Invocation invocation) {
    var context = vertx.getOrCreateContext();
    var call = new UpstreamCall(this, context, invocation);
    Errand.start(context, call::start);
    return call.reply();
  }

  /** How each address does now. */
  public List<UpstreamState> states() {
    return peers.all().stream().map(peer -> peer.state(settings.name())).toList();
  }

  @Override
  public void close() {
    healthCheck.ifPresent(HealthCheck::close);
    client.close();
  }

  Vertx vertx() {
    return vertx;
  }

  UpstreamSettings settings() {
    return settings;
  }

  UpstreamFormat format() {
    return format;
  }

  Peers peers() {
    return peers;
  }

  HttpClientAgent client() {
    return client;
  }

  static HttpClientAgent client(Vertx vertx, UpstreamSettings settings) {
    var limits = settings.limits();
    var options =
        new HttpClientOptions()
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setConnectTimeout((int) limits.connect().toMillis())
            .setMaxInitialLineLength(MAX_STATUS_LINE_BYTES);
    var pool =
        new PoolOptions()
            .setHttp1MaxSize(limits.connections())
            // Who waits for his own connection to be made waits in the same queue.
            .setMaxWaitQueueSize(limits.connections() + limits.queued());
    return Servers.client(vertx, options, pool, settings.authorities());
  }
}
