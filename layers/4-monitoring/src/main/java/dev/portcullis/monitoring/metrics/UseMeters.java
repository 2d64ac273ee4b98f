package dev.portcullis.monitoring.metrics;

import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Identity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what is used of models, by tier, model and unit; never by client. */
final class UseMeters {

  private static final String NOBODY = "none";

  private final MeterRegistry registry;
  private final BoundedNames tiers;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  private record Series(String tier, String model, String unit) {}

  UseMeters(MeterRegistry registry, int maxTiers) {
    this.registry = registry;
    this.tiers = new BoundedNames(maxTiers);
  }

  /**
   * Counts an exchange.
   *
   * @param model the label of its model, which is bounded already
   */
  void count(ExchangeRecord record, String model) {
    var use = record.use();
    if (!use.isAsked()) {
      return;
    }
    var tier = record.identity().map(Identity::tier).map(tiers::label).orElse(NOBODY);
    count(new Series(tier, model, "requests"), 1);
    use.tokens()
        .ifPresent(tokens -> {
          count(new Series(tier, model, "tokens_in"), (double) tokens.in());
          count(new Series(tier, model, "tokens_out"), (double) tokens.out());
        });
    count(new Series(tier, model, "bytes"), (double) (record.bytesIn() + record.bytesOut()));
    count(new Series(tier, model, "compute_ms"), use.compute().toNanos() / 1e6);
  }

  private void count(Series series, double amount) {
    counters.computeIfAbsent(series, this::counter).increment(amount);
  }

  private Counter counter(Series series) {
    return Counter.builder("portcullis.used")
        .description("What was used of models: as their servers told, or as it was measured.")
        .tag("tier", series.tier())
        .tag("model", series.model())
        .tag("unit", series.unit())
        .register(registry);
  }
}
