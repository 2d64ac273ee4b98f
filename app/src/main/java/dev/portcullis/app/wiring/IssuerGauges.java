package dev.portcullis.app.wiring;

import dev.portcullis.gateway.oauth.IssuerStatus;
import dev.portcullis.gateway.oauth.Issuers;
import dev.portcullis.gateway.oauth.KeyStatus;
import dev.portcullis.kernel.FencedClock;
import dev.portcullis.monitoring.metrics.MetricsWitness;
import java.util.Map;
import java.util.function.Function;

/**
 * What alarms are set on: keys that grow old, sets that were ignored, a clock that was set back.
 */
final class IssuerGauges {

  private final MetricsWitness metrics;
  private final Issuers issuers;

  private IssuerGauges(MetricsWitness metrics, Issuers issuers) {
    this.metrics = metrics;
    this.issuers = issuers;
  }

  static void register(MetricsWitness metrics, Ports ports) {
    metrics.gauge(
        "portcullis.clock.suspect",
        "1 while the wall clock is behind what was seen already.",
        Map.of(),
        () -> ports.clock().status().state() == FencedClock.State.CLOCK_SUSPECT ? 1 : 0);
    ports
        .issuers()
        .ifPresent(issuers -> {
          var gauges = new IssuerGauges(metrics, issuers);
          issuers.status().forEach(issuer -> gauges.register(issuer.name()));
        });
  }

  private void register(String issuer) {
    show(issuer, "age.seconds", "Since the fetch that brought the keys.", KeyStatus::ageSeconds);
    show(issuer, "failures", "Fetches of keys that failed.", KeyStatus::failures);
    show(issuer, "poisoned", "Key sets that were ignored.", KeyStatus::poisoned);
    show(
        issuer,
        "closed",
        "1 while no token of the issuer can be proven.",
        keys -> keys.state() == KeyStatus.State.CLOSED ? 1 : 0);
  }

  private void show(
      String issuer, String name, String description, Function<KeyStatus, Number> value) {
    metrics.gauge(
        "portcullis.issuer.keys." + name,
        description,
        Map.of("issuer", issuer),
        () ->
            issuers.status().stream()
                .filter(status -> status.name().equals(issuer))
                .findFirst()
                .map(IssuerStatus::keys)
                .map(value)
                .orElse(0));
  }
}
