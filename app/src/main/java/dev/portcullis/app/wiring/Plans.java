package dev.portcullis.app.wiring;

import dev.portcullis.app.config.BoundPolicy;
import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Installed;
import dev.portcullis.kernel.Plan;
import dev.portcullis.kernel.Services;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands on each route, as the kernel takes it. A policy has one control, however many routes
 * it stands on, so that its counts and pools are counted together.
 */
final class Plans {

  private final Map<String, Control> controls;

  private Plans(Map<String, Control> controls) {
    this.controls = controls;
  }

  /** Makes every control that is asked. */
  static Plans of(Deployment deployment, Services services) {
    var controls = new LinkedHashMap<String, Control>();
    for (var policy : deployment.policies()) {
      if (policy.isAsked()) {
        controls.put(policy.policy().id(), policy.create(services));
      }
    }
    return new Plans(controls);
  }

  Plan plan(RoutePolicy route) {
    return new Plan(installed(route), route.gate());
  }

  List<Installed> installed(RoutePolicy route) {
    return route.policies().stream().map(this::installed).toList();
  }

  private Installed installed(BoundPolicy bound) {
    var policy = bound.policy();
    var control =
        Optional.ofNullable(controls.get(policy.id()))
            .orElseThrow(() -> new IllegalStateException("no control for " + policy.id()));
    return new Installed(policy.id(), bound.stage(), policy.mode(), policy.onError(), control);
  }
}
