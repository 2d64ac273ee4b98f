package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.edge.http.routing.Match;
import dev.portcullis.edge.http.routing.RoutingTable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds the route of a request with the edge's own table, without serving anything. */
public final class Lookup {

  private final Deployment deployment;
  private final RoutingTable table;

  public Lookup(Deployment deployment) {
    this.deployment = deployment;
    this.table =
        Roads.table(
            deployment.routes(),
            _ ->
                (_, _) ->
                    CompletableFuture.failedFuture(
                        new IllegalStateException("a look-up serves nothing")));
  }

  /** What was found, and a sentence about it. */
  public record Found(Optional<RoutePolicy> route, String words) {}

  public Found find(String method, String path) {
    return switch (table.match(path, method)) {
      case Match.Found(var route, var variables) ->
          new Found(
              deployment.routes().stream()
                  .filter(r -> r.route().id().equals(route.route().id()))
                  .findFirst(),
              method + " " + path + " enters route " + route.route().id() + " with " + variables);
      case Match.WrongMethod _ ->
          new Found(Optional.empty(), method + " " + path + ": 405, the path takes other methods");
      case Match.Unknown _ -> new Found(Optional.empty(), path + ": 404, no route");
    };
  }
}
