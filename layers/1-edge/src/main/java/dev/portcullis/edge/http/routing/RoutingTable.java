package dev.portcullis.edge.http.routing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Every route that is served: immutable, so that a new one takes its place between two requests.
 * Literal segments win over variables, longer suffixes over shorter ones, exact paths over
 * prefixes.
 */
public final class RoutingTable {
  private final List<EdgeRoute> routes;
  private final Junction root = new Junction();

  private RoutingTable(List<EdgeRoute> routes) {
    this.routes = routes;
    routes.forEach(root::add);
  }

  /** A table of these routes; two with the same method and shape of path are refused. */
  public static RoutingTable of(List<EdgeRoute> routes) {
    var shapes = new HashSet<String>();
    for (var route : routes) {
      if (!shapes.add(route.method() + " " + shape(route.path()))) {
        throw new IllegalArgumentException(
            "route: %s %s (expected: no other route of that method and shape)"
                .formatted(route.method(), route.path()));
      }
    }
    return new RoutingTable(List.copyOf(routes));
  }

  public List<EdgeRoute> routes() {
    return routes;
  }

  /** The route for a canonical path and a method. */
  public Match match(String path, String method) {
    var captured = new String[root.depth()];
    var found = root.find(PathPattern.split(path), 0, captured, 0);
    if (found.isEmpty()) {
      return Match.Unknown.HERE;
    }
    for (var route : found) {
      if (route.method().equals(method)) {
        return new Match.Found(route, variables(route, captured));
      }
    }
    return new Match.WrongMethod(found);
  }

  private static Map<String, String> variables(EdgeRoute route, String[] captured) {
    var names = route.path().variables();
    return switch (names.size()) {
      case 0 -> Map.of();
      case 1 -> Map.of(names.getFirst(), captured[0]);
      case 2 -> Map.of(names.getFirst(), captured[0], names.getLast(), captured[1]);
      default -> {
        var variables = new HashMap<String, String>();
        for (var i = 0; i < names.size(); i++) {
          variables.put(names.get(i), captured[i]);
        }
        yield variables;
      }
    };
  }

  private static String shape(PathPattern path) {
    var shape = new StringBuilder(path.reach().name());
    for (var segment : path.segments()) {
      switch (segment) {
        case PathPattern.Segment.Literal(var text) -> shape.append('/').append(text);
        case PathPattern.Segment.Variable(_, var suffix) -> shape.append("/{}").append(suffix);
      }
    }
    return shape.toString();
  }
}
