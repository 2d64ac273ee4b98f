package dev.portcullis.edge.http;

import dev.portcullis.edge.http.routing.EdgeRoute;
import dev.portcullis.edge.http.routing.PathPattern;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Road;
import dev.portcullis.kernel.Route;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** A real edge on a free port of the loopback. */
final class TestEdge implements AutoCloseable {
  static final long MAX_BODY_BYTES = 1 << 20;

  final List<Denial> refused = new CopyOnWriteArrayList<>();
  final AtomicReference<RoutingTable> table;
  final EdgeServices services;
  final EdgeServer server;

  private final EdgeLoops loops = EdgeLoops.start(2);
  private final ExecutorService workers = Executors.newFixedThreadPool(2);

  private TestEdge(ListenerSettings listener, EdgeLimits limits, RoutingTable routes) {
    table = new AtomicReference<>(routes);
    services = EdgeServices.of(loops, limits, workers, (_, denial) -> refused.add(denial));
    server = EdgeServer.start(services, listener, limits, table::get).toCompletableFuture().join();
  }

  static TestEdge clearText(Road road) {
    return clearText(road, EdgeLimits.DEFAULT);
  }

  static TestEdge clearText(Road road, EdgeLimits limits) {
    return with(ListenerSettings.clearText("127.0.0.1", 0), limits, routes(road));
  }

  static TestEdge with(ListenerSettings listener, EdgeLimits limits, RoutingTable routes) {
    return new TestEdge(listener, limits, routes);
  }

  static RoutingTable routes(Road road) {
    return RoutingTable.of(
        List.of(
            route("POST", "/v1/models/{model}:predict", road),
            route("GET", "/v2/health/ready", road),
            route("POST", "/", road),
            route("POST", "/api/**", road)));
  }

  static EdgeRoute route(String method, String path, Road road) {
    return new EdgeRoute(
        new Route(path, "test", Route.Access.ANONYMOUS, MAX_BODY_BYTES, Duration.ofSeconds(30)),
        method,
        PathPattern.of(path),
        new EchoSurface(),
        road);
  }

  /** A road that refuses by the head alone. */
  static Road refusing(Denial denial) {
    return (exchange, wire) ->
        wire.refuse(denial).thenApply(_ -> RecordingRoad.recordOf(exchange, wire));
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close().toCompletableFuture().join();
    loops.close().toCompletableFuture().join();
    workers.shutdownNow();
  }
}
