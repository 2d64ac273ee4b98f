package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.gateway.apikey.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How API keys that are used get successors before they end. */
public record RotationConfig(
    @Says("automatic: the gateway sees to it; by_hand: `keys rotate` does.") @Default("automatic")
        When when,
    @Says("How long before its end a key gets its successor; both work until then.") @Default("7d")
        Duration overlap,
    @Says("Where new keys are left, a file for each client; absent: `rotated` in data.")
        Optional<Path> folder) {

  /** Who rotates. */
  public enum When {
    AUTOMATIC,
    BY_HAND
  }

  public RotationConfig {
    if (!overlap.isPositive() || overlap.compareTo(Keys.MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "overlap: " + overlap + " (expected: more than no time, to 366 days)");
    }
  }
}
