package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RouteConfig;
import dev.portcullis.inference.guard.GuardedBackend;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.receipt.ReceiptVerifier;
import java.util.Map;
import java.util.concurrent.Executor;

/** The guard before what a route may reach: the models inside, or one upstream. */
final class Guards {

  private final ReceiptVerifier verifier;
  private final Map<String, Backend> inside;
  private final Map<String, Backend> upstreams;
  private final Executor workers;

  Guards(
      ReceiptVerifier verifier,
      Map<String, Backend> inside,
      Map<String, Backend> upstreams,
      Executor workers) {
    this.verifier = verifier;
    this.inside = Map.copyOf(inside);
    this.upstreams = Map.copyOf(upstreams);
    this.workers = workers;
  }

  Backend before(RouteConfig route) {
    return new GuardedBackend(verifier, reachable(route), workers);
  }

  private Map<String, Backend> reachable(RouteConfig route) {
    return route
        .upstream()
        .map(name -> Map.of(GuardedBackend.ANY_MODEL, upstream(route, name)))
        .orElse(inside);
  }

  private Backend upstream(RouteConfig route, String name) {
    var key = Upstreams.key(route.surface(), name);
    var backend = upstreams.get(key);
    if (backend == null) {
      throw new IllegalStateException("no upstream " + key);
    }
    return backend;
  }
}
