package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Says;
import java.time.Duration;

/** So many requests in any window of this length. */
public record WindowConfig(
    @Says("Requests that fit in the window.") long requests,
    @Says("How long the window is.") Duration per) {
  public WindowConfig {
    if (requests < 1) {
      throw new IllegalArgumentException("requests: " + requests + " (expected: >= 1)");
    }
    if (per.isZero()) {
      throw new IllegalArgumentException("per: 0s (expected: more than no time)");
    }
  }
}
