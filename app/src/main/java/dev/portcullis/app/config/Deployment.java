package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Rendering;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration that is consistent, with each policy bound to its control's settings.
 *
 * @param folder what its relative file names start from
 */
public record Deployment(Path folder, Configuration configuration, List<BoundPolicy> policies) {

  public Deployment {
    policies = List.copyOf(policies);
  }

  public List<RoutePolicy> routes() {
    return configuration.routes().stream().map(route -> new RoutePolicy(route, policies)).toList();
  }

  /** All that is in force, every default written out and no secret shown. */
  public Map<String, Object> rendered() {
    var fields = new LinkedHashMap<>(Rendering.plain(configuration));
    fields.put("policies", policies.stream().map(RoutePolicy::rendered).toList());
    return fields;
  }

  /** SHA-256 over all that is in force; secrets do not count. */
  public String hash() {
    return Digest.sha256(dump());
  }

  /** {@link #rendered()} as YAML. */
  public String dump() {
    return Rendering.yaml(rendered());
  }
}
