package dev.portcullis.edge.http;

import dev.portcullis.edge.http.door.Door;
import dev.portcullis.edge.http.door.Opening;
import dev.portcullis.edge.http.framing.FrameMeter;
import dev.portcullis.edge.http.framing.FramingGuard;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.edge.tls.CertificateWatch;
import dev.portcullis.edge.tls.TlsEngine;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.http1.Http1ServerConnection;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One listener of the edge, on every event loop. */
public final class EdgeServer {
  /** Ports below zero stand for one free port that several loops share; each server has its own. */
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private static final Denial NO_SEAT = Denial.of(Reason.OVERLOADED, "too many connections");

  private final ListenerSettings listener;
  private final EdgeServices services;
  private final EdgeLimits limits;
  private final FrontDoor door;
  private final AtomicBoolean watched = new AtomicBoolean();
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

  private EdgeServer(
      ListenerSettings listener,
      EdgeServices services,
      EdgeLimits limits,
      Supplier<RoutingTable> routes) {
    this.listener = listener;
    this.services = services.within(limits.connections());
    this.limits = limits;
    this.door = new FrontDoor(listener, this.services, limits, routes);
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
    services.loops().keeper().leave(port());
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
      var patrol = new Patrol();
      services.loops().vertx().setPeriodic(Patrol.ROUND_MILLIS, _ -> patrol.round());
      var options = tlsOptions();
      var server = create(options);
      servers.add(server);
      return server
          .requestHandler(request -> enter(patrol, request))
          .connectionHandler(connection -> opened(patrol, connection))
          .listen(port, listener.host())
          .onSuccess(_ -> open(server, options));
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
  }

  private Optional<ServerSSLOptions> tlsOptions() throws IOException {
    return switch (listener.transport()) {
      case ListenerSettings.Transport.Encrypted(var tls) ->
          Optional.of(
              tls.options()
                  .setSslHandshakeTimeout(limits.pace().handshake().toMillis())
                  .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS));
      case ListenerSettings.Transport.ClearText _ -> Optional.empty();
    };
  }

  private HttpServer create(Optional<ServerSSLOptions> tls) {
    var builder =
        services.loops().vertx().httpServerBuilder().with(HttpConfig.of(listener, limits));
    return tls.map(options -> builder.with(options).with(TlsEngine.chosen().options()))
        .orElse(builder)
        .build();
  }

  /** All loops share what the first one serves, so it alone is watched. */
  private void open(HttpServer server, Optional<ServerSSLOptions> served) {
    services.loops().keeper().keep(server.actualPort(), keeper());
    if (watched.compareAndSet(false, true)
        && listener.transport() instanceof ListenerSettings.Transport.Encrypted(var tls)) {
      served.ifPresent(
          options -> CertificateWatch.start(services.loops().vertx(), server, tls, options));
    }
  }

  private Door keeper() {
    return new Door(
        services.seats(),
        listener.proxies(),
        listener.proxyProtocol(),
        limits.pace().handshake(),
        client -> services.refusals().refused(client, NO_SEAT));
  }

  private void opened(Patrol patrol, HttpConnection connection) {
    var vertx = (HttpServerConnection) connection;
    var netty = vertx.channelHandlerContext();
    var channel = netty.channel();
    var link =
        new Link(
            vertx.context(),
            channel,
            ((InetSocketAddress) channel.remoteAddress()).getAddress(),
            limits.pace(),
            services.refusals());
    Opening.over(channel.pipeline());
    channel.attr(Link.KEY).set(link);
    patrol.watch(link);
    connection.closeHandler(_ -> patrol.leave(link));
    if (connection instanceof Http1ServerConnection) {
      link.guardedBy(FramingGuard.before(netty, limits.framing(), link));
    } else {
      var http2 = limits.http2();
      FrameMeter.on(netty, http2.controlFramesPerWindow(), http2.window(), link);
    }
  }

  private void enter(Patrol patrol, HttpServerRequest request) {
    var netty = ((HttpServerConnection) request.connection()).channelHandlerContext();
    door.enter(netty.channel().attr(Link.KEY).get(), patrol, request);
  }
}
