package dev.portcullis.app.wiring;

import dev.portcullis.app.config.RouteConfig;
import dev.portcullis.inference.guard.GuardedBackend;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.receipt.ReceiptVerifier;
import java.util.Map;
import java.util.concurrent.Executor;

/** The guard before what a route may reach: the models inside, or one upstream. */
record Guards(
    ReceiptVerifier verifier, Map<String, Backend> inside, Upstreams upstreams, Executor workers) {

  Guards {
    inside = Map.copyOf(inside);
  }

  Backend before(RouteConfig route) {
    return new GuardedBackend(verifier, reachable(route), workers);
  }

  private Map<String, Backend> reachable(RouteConfig route) {
    return route
        .upstream()
        .map(name -> upstreams.backend(name, route.surface()))
        .map(backend -> Map.<String, Backend>of(GuardedBackend.ANY_MODEL, backend))
        .orElse(inside);
  }
}
