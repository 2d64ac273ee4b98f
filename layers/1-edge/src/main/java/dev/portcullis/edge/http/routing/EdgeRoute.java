package dev.portcullis.edge.http.routing;

import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.kernel.Road;
import dev.portcullis.kernel.Route;

/**
 * A route as the edge serves it.
 *
 * @param method in upper case, such as {@code POST}
 * @param surface reads its bodies and writes its answers
 * @param road where its exchanges go
 */
public record EdgeRoute(
    Route route, String method, PathPattern path, Surface surface, Road road, Cors cors) {
  /** A route that no page of another origin may call. */
  public EdgeRoute(Route route, String method, PathPattern path, Surface surface, Road road) {
    this(route, method, path, surface, road, Cors.OFF);
  }
}
