package dev.portcullis.app.config;

import dev.portcullis.edge.surfaces.raw.HttpCall;
import dev.portcullis.kernel.call.Call;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A method and a path pattern by which a route is entered.
 *
 * @param path as the edge's routing table takes it
 */
public record Entrance(String method, String path) {

  /** Every way into a route: one for most surfaces, each endpoint for a protocol. */
  public static List<Entrance> of(RouteConfig route) {
    return switch (route.surface()) {
      case IMAGE -> List.of(new Entrance("POST", route.path()));
      case ASSET -> List.of(new Entrance("GET", route.path()));
      case OIP -> oip(route.path());
      case OPENAI -> openai(route.path());
      case JSON, RAW -> api(route);
      case DATASETS -> uploads(route.path(), "/{" + Call.DATASET + "}", "");
      case VERSIONS -> uploads(route.path() + "/{model}/versions", "", "/{version}");
    };
  }

  private static List<Entrance> api(RouteConfig route) {
    var methods = route.methods().isEmpty() ? HttpCall.METHODS : Set.copyOf(route.methods());
    return methods.stream().sorted().map(method -> new Entrance(method, route.path())).toList();
  }

  private static List<Entrance> oip(String prefix) {
    var model = prefix + "/models/{model}";
    var version = model + "/versions/{version}";
    return Stream.concat(
            Stream.of(
                    prefix,
                    prefix + "/health/live",
                    prefix + "/health/ready",
                    model,
                    model + "/ready",
                    version,
                    version + "/ready")
                .map(path -> new Entrance("GET", path)),
            Stream.of(model + "/infer", version + "/infer").map(path -> new Entrance("POST", path)))
        .toList();
  }

  /**
   * Where uploads are listed, brought, described and deleted.
   *
   * @param named what follows the list's path where one is brought
   * @param id what follows that where one is meant
   */
  private static List<Entrance> uploads(String list, String named, String id) {
    return List.of(
        new Entrance("GET", list),
        new Entrance("POST", list + named),
        new Entrance("GET", list + named + id),
        new Entrance("DELETE", list + named + id));
  }

  private static List<Entrance> openai(String prefix) {
    return List.of(
        new Entrance("GET", prefix + "/models"),
        new Entrance("POST", prefix + "/chat/completions"),
        new Entrance("POST", prefix + "/completions"),
        new Entrance("POST", prefix + "/embeddings"));
  }

  /** The method and the path with its variables unnamed: no two routes may have one shape. */
  String shape() {
    var shape = new StringBuilder(method).append(' ');
    var inside = false;
    for (int i = 0; i < path.length(); i++) {
      var c = path.charAt(i);
      inside = c == '{' || (inside && c != '}');
      if (!inside) {
        shape.append(c);
      }
    }
    return shape.toString();
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
