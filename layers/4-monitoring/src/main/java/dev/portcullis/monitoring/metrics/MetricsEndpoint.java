package dev.portcullis.monitoring.metrics;

import dev.portcullis.kernel.port.Endpoint;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /metrics} in the text format that every Prometheus reads. */
record MetricsEndpoint(PrometheusMeterRegistry registry) implements Endpoint {

  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/metrics";
  }

  @Override
  public CompletionStage<Page> serve(Map<String, String> query) {
    return CompletableFuture.completedStage(
        new Page(200, TEXT_FORMAT, registry.scrape(TEXT_FORMAT)));
  }
}
