package dev.portcullis.edge.http;

import dev.portcullis.edge.http.framing.FramingGuard;
import dev.portcullis.edge.http.routing.RoutingTable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.http1.Http1ServerConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One listener of the edge, on every event loop. */
public final class EdgeServer {
  /** Ports below zero stand for one free port that several loops share; each server has its own. */
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private final ListenerSettings listener;
  private final EdgeServices services;
  private final EdgeLimits limits;
  private final FrontDoor door;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

  private EdgeServer(
      ListenerSettings listener,
      EdgeServices services,
      EdgeLimits limits,
      Supplier<RoutingTable> routes) {
    this.listener = listener;
    this.services = services;
    this.limits = limits;
    this.door = new FrontDoor(listener, services, limits, routes);
  }

  /**
   * Starts to listen.
   *
   * @param routes asked at every request, so a new table takes over between two of them
   */
  public static CompletionStage<EdgeServer> start(
      EdgeServices services,
      ListenerSettings listener,
      EdgeLimits limits,
      Supplier<RoutingTable> routes) {
    var server = new EdgeServer(listener, services, limits, routes);
    return server.listen().toCompletionStage();
  }

  /** The port it listens on. */
  public int port() {
    return servers.getFirst().actualPort();
  }

  /** Takes no new connections, and completes when the exchanges in progress have ended. */
  public CompletionStage<Void> close() {
    var drained = servers.stream().map(s -> s.shutdown(limits.pace().drain())).toList();
    return Future.all(drained).<Void>mapEmpty().toCompletionStage();
  }

  private Future<EdgeServer> listen() {
    var port = listener.port() > 0 ? listener.port() : FREE_PORTS.decrementAndGet();
    return services
        .loops()
        .vertx()
        .deployVerticle(
            () -> _ -> listen(port), new DeploymentOptions().setInstances(services.loops().count()))
        .map(this);
  }

  private Future<?> listen(int port) {
    try {
      var server = create();
      servers.add(server);
      return server
          .requestHandler(this::enter)
          .connectionHandler(this::opened)
          .listen(port, listener.host());
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
  }

  private HttpServer create() throws IOException {
    var vertx = services.loops().vertx();
    var config = HttpConfig.of(listener, limits);
    return switch (listener.transport()) {
      case ListenerSettings.Transport.Encrypted(var tls) ->
          vertx.httpServerBuilder().with(config).with(tls.options()).build();
      case ListenerSettings.Transport.ClearText _ -> vertx.httpServerBuilder().with(config).build();
    };
  }

  private void opened(HttpConnection connection) {
    var netty = ((HttpServerConnection) connection).channelHandlerContext();
    var address = ((InetSocketAddress) netty.channel().remoteAddress()).getAddress();
    var link =
        new Link(((HttpServerConnection) connection).context(), address, services.refusals());
    netty.channel().attr(Link.KEY).set(link);
    if (connection instanceof Http1ServerConnection) {
      link.guardedBy(FramingGuard.before(netty, limits.framing(), link));
    }
  }

  private void enter(HttpServerRequest request) {
    var netty = ((HttpServerConnection) request.connection()).channelHandlerContext();
    door.enter(netty.channel().attr(Link.KEY).get(), request);
  }
}
