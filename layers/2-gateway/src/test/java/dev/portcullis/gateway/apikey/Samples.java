package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Keys and their surroundings, as tests need them. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final Duration DAY = Duration.ofDays(1);

  private Samples() {}

  static Grant grant(String subject) {
    return new Grant(subject, "free", List.of("fashion", "team-*"), List.of("inference:predict"));
  }

  static Peppers peppers() {
    var secrets = new TreeMap<Integer, Secret>();
    secrets.put(1, Secret.of("an old pepper of at least 32 bytes"));
    secrets.put(2, Secret.of("a newer pepper of at least 32 bytes"));
    return new Peppers(secrets);
  }

  static StoredKey stored(String id) {
    return new StoredKey(
        new KeyId(id),
        Environment.TEST,
        grant("alice"),
        new KeyDigest(1, Secret.of(new byte[] {1, 2, 3})),
        Life.starting(NOW, DAY),
        StoredKey.State.ACTIVE);
  }
}
