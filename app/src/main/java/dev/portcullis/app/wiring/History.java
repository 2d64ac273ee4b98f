package dev.portcullis.app.wiring;

import dev.portcullis.app.reload.Outcome;
import dev.portcullis.monitoring.metrics.MetricsWitness;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** How changes of the configuration went. */
final class History {

  private static final String RELOADS = "portcullis.config.reloads";
  private static final String LAST = "portcullis.config.last.seconds";

  private final Instant begun;
  private final AtomicLong applied = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private volatile Optional<Outcome> lastApplied = Optional.empty();
  private volatile Optional<Outcome> lastRejected = Optional.empty();

  /** A history that begins with the start of the gateway. */
  History(Instant begun) {
    this.begun = begun;
  }

  void add(Outcome outcome) {
    switch (outcome.kind()) {
      case APPLIED -> {
        lastApplied = Optional.of(outcome);
        applied.incrementAndGet();
      }
      case REJECTED -> {
        lastRejected = Optional.of(outcome);
        rejected.incrementAndGet();
      }
    }
  }

  /** When what is in force came into force. */
  Instant since() {
    return lastApplied.map(Outcome::at).orElse(begun);
  }

  Optional<Outcome> lastApplied() {
    return lastApplied;
  }

  Optional<Outcome> lastRejected() {
    return lastRejected;
  }

  /** Shows it to Prometheus; no time of a kind is 0. */
  void show(MetricsWitness metrics) {
    metrics.gauge(
        RELOADS,
        "Configurations offered while it ran.",
        Map.of("outcome", "applied"),
        applied::get);
    metrics.gauge(
        RELOADS,
        "Configurations offered while it ran.",
        Map.of("outcome", "rejected"),
        rejected::get);
    metrics.gauge(
        LAST,
        "When one was last offered.",
        Map.of("outcome", "applied"),
        () -> seconds(lastApplied));
    metrics.gauge(
        LAST,
        "When one was last offered.",
        Map.of("outcome", "rejected"),
        () -> seconds(lastRejected));
  }

  private static long seconds(Optional<Outcome> outcome) {
    return outcome.map(o -> o.at().getEpochSecond()).orElse(0L);
  }
}
