package dev.portcullis.monitoring.status;

import dev.portcullis.kernel.port.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /readyz}: 200 if every check is well, else 503 and what is not. */
public final class Readiness implements Endpoint {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String WELL = "well";

  private final List<ReadinessCheck> checks;

  public Readiness(List<ReadinessCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  private record Answer(boolean ready, Map<String, String> checks) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/readyz";
  }

  /** Whether every check is well. */
  public boolean isReady() {
    return checks.stream().allMatch(check -> check.ask().isEmpty());
  }

  @Override
  public CompletionStage<Page> serve(Map<String, String> query) {
    var found = new LinkedHashMap<String, String>();
    for (var check : checks) {
      found.put(check.name(), check.ask().orElse(WELL));
    }
    boolean ready = found.values().stream().allMatch(WELL::equals);
    var body = JSON.writeValueAsString(new Answer(ready, found));
    return CompletableFuture.completedStage(new Page(ready ? 200 : 503, "application/json", body));
  }
}
