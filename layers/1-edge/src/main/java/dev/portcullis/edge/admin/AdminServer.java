package dev.portcullis.edge.admin;

import dev.portcullis.edge.http.EdgeLimits;
import dev.portcullis.edge.http.EdgeLoops;
import dev.portcullis.edge.http.EdgeServer;
import dev.portcullis.edge.http.EdgeServices;
import dev.portcullis.edge.http.ListenerSettings;
import dev.portcullis.edge.http.routing.EdgeRoute;
import dev.portcullis.edge.http.routing.PathPattern;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.port.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves endpoints to those who operate the gateway. */
public final class AdminServer {
  /** Where it listens unless told otherwise. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final long MAX_BODY_BYTES = 64 * 1024;
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final EdgeLoops loops;
  private final ExecutorService threads;
  private final EdgeServer server;

  private AdminServer(EdgeLoops loops, ExecutorService threads, EdgeServer server) {
    this.loops = loops;
    this.threads = threads;
    this.server = server;
  }

  /** Starts to serve these endpoints, each on a virtual thread, for it may wait. */
  public static CompletionStage<AdminServer> start(
      ListenerSettings listener, List<Endpoint> endpoints) {
    var loops = EdgeLoops.start(1);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var table =
        RoutingTable.of(endpoints.stream().map(endpoint -> route(endpoint, threads)).toList());
    var services = EdgeServices.of(loops, EdgeLimits.DEFAULT, threads, (_, _) -> {});
    return EdgeServer.start(services, listener, EdgeLimits.DEFAULT, () -> table)
        .thenApply(server -> new AdminServer(loops, threads, server));
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Ends it, with what is in progress. */
  public CompletionStage<Void> close() {
    return server.close().thenCompose(_ -> loops.close()).thenRun(threads::close);
  }

  private static EdgeRoute route(Endpoint endpoint, ExecutorService threads) {
    var route =
        new Route(
            "admin" + endpoint.path(), "admin", Route.Access.ANONYMOUS, MAX_BODY_BYTES, DEADLINE);
    return new EdgeRoute(
        route,
        endpoint.method(),
        PathPattern.of(endpoint.path()),
        new PageSurface(),
        new EndpointRoad(endpoint, threads));
  }
}
