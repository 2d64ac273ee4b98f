package dev.portcullis.app.wiring;

import dev.portcullis.app.config.RouteConfig;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.inference.guard.GuardedBackend;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.receipt.ReceiptKey;
import dev.portcullis.kernel.receipt.ReceiptVerifier;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The guard before what a route may reach: the models inside, one upstream, or the quarantine. A
 * route's guard knows that route's policy alone, so a receipt of another route opens nothing here.
 */
record Guards(
    ReceiptKey key,
    Map<String, Backend> inside,
    Upstreams upstreams,
    Uploads uploads,
    Executor workers) {

  Guards {
    inside = Map.copyOf(inside);
  }

  Backend before(RoutePolicy policy) {
    var gate = policy.gate();
    var verifier =
        new ReceiptVerifier(
            key,
            hash -> hash.equals(gate.hash()) ? Optional.of(gate) : Optional.empty(),
            Clock.systemUTC());
    return new GuardedBackend(verifier, reachable(policy.route()), workers);
  }

  private Map<String, Backend> reachable(RouteConfig route) {
    if (route.surface().isQuarantined()) {
      return Map.of(GuardedBackend.ANY_MODEL, uploads.backend());
    }
    return route
        .upstream()
        .map(name -> upstreams.backend(name, route.surface()))
        .map(backend -> Map.<String, Backend>of(GuardedBackend.ANY_MODEL, backend))
        .orElse(inside);
  }
}
