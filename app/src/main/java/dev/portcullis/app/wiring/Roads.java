package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Entrance;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.edge.http.routing.EdgeRoute;
import dev.portcullis.edge.http.routing.PathPattern;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.kernel.Road;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every route as the edge serves it. */
final class Roads {

  private Roads() {}

  /**
   * The routing table.
   *
   * @param road leads from a route to the models
   */
  static RoutingTable table(List<RoutePolicy> routes, Function<RoutePolicy, Road> road) {
    return RoutingTable.of(
        routes.stream().flatMap(route -> entrances(route, road.apply(route))).toList());
  }

  private static Stream<EdgeRoute> entrances(RoutePolicy route, Road road) {
    var surface = Surfaces.of(route.route());
    return Entrance.of(route.route()).stream()
        .map(entrance -> edgeRoute(entrance, route, surface, road));
  }

  private static EdgeRoute edgeRoute(
      Entrance entrance, RoutePolicy route, Surface surface, Road road) {
    return new EdgeRoute(
        route.kernelRoute(),
        entrance.method(),
        PathPattern.of(entrance.path()),
        surface,
        road,
        route.route().edgeCors());
  }
}
