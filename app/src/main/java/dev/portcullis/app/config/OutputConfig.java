package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;

/** How much of a classifier's answer callers get: what they don't need helps only to copy it. */
public record OutputConfig(
    @Says("Decimals that probabilities are rounded to.") @Default("4") int decimals,
    @Says("How many classes are named, the likeliest first.") @Default("10") int topK,
    @Says("Whether probabilities are given at all.") @Default("scores") Detail detail) {

  /** What is told about the classes. */
  public enum Detail {
    SCORES,
    LABEL_ONLY
  }

  static final int MAX_DECIMALS = 9;

  public OutputConfig {
    if (decimals < 0 || decimals > MAX_DECIMALS) {
      throw new IllegalArgumentException(
          "decimals: " + decimals + " (expected: 0.." + MAX_DECIMALS + ")");
    }
    if (topK < 1) {
      throw new IllegalArgumentException("top_k: " + topK + " (expected: >= 1)");
    }
  }
}
