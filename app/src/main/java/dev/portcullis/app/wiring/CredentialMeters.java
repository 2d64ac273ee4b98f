package dev.portcullis.app.wiring;

import dev.portcullis.gateway.apikey.KeyRing;
import dev.portcullis.gateway.apikey.Keys;
import dev.portcullis.gateway.apikey.StoredKey;
import dev.portcullis.gateway.revocation.RevocationRegister;
import dev.portcullis.monitoring.metrics.MetricsWitness;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Numbers about credentials. No key, client or tier is a label. */
record CredentialMeters(MetricsWitness metrics) {

  void measure(KeyRing ring) {
    metrics.gauge(
        "portcullis.key.age.days",
        "How old the oldest key is that works.",
        Map.of(),
        () ->
            ring.live().stream()
                .mapToDouble(key -> days(key.life().notBefore(), Instant.now()))
                .max()
                .orElse(0));
    metrics.gauge(
        "portcullis.keys",
        "Keys that work.",
        Map.of("end", "later"),
        () -> ring.live().stream().filter(key -> !endsSoon(key)).count());
    metrics.gauge(
        "portcullis.keys",
        "Keys that work.",
        Map.of("end", "soon"),
        () -> ring.live().stream().filter(CredentialMeters::endsSoon).count());
  }

  void measure(RevocationRegister register) {
    metrics.gauge(
        "portcullis.revocations.in.force",
        "Revocations in force.",
        Map.of(),
        () -> register.status().inForce());
    metrics.gauge(
        "portcullis.revocations.refusing",
        "1 while nobody is admitted, since nobody tells what was taken back.",
        Map.of(),
        () -> register.isCurrent() ? 0 : 1);
    measureSilence("redis", () -> register.status().pushSilentMillis() / 1e3);
    measureSilence("database", () -> register.status().logSilentMillis() / 1e3);
  }

  private void measureSilence(String feed, Supplier<Number> seconds) {
    metrics.gauge(
        "portcullis.revocations.silence.seconds",
        "How long ago a feed of revocations told everything; negative where there is none.",
        Map.of("feed", feed),
        seconds);
  }

  private static boolean endsSoon(StoredKey key) {
    return !Instant.now().isBefore(key.life().endsSoonFrom(Keys.DEFAULT_OVERLAP));
  }

  private static double days(Instant from, Instant to) {
    return Duration.between(from, to).toMinutes() / (double) Duration.ofDays(1).toMinutes();
  }
}
