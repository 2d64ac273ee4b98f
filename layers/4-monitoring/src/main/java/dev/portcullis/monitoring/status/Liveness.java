package dev.portcullis.monitoring.status;

import dev.portcullis.kernel.port.Endpoint;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /livez}: that it answers is the answer. What it waits for is readiness. */
public final class Liveness implements Endpoint {

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/livez";
  }

  @Override
  public CompletionStage<Page> serve(Map<String, String> query) {
    return CompletableFuture.completedStage(Page.json("{\"live\":true}"));
  }
}
