package dev.portcullis.inference.output;

import java.util.List;

/**
 * How much of one model's scores leaves.
 *
 * @param round decimals of a score; {@link #EXACT} leaves it as it is
 * @param topK how many scores are told, the largest; the others read 0
 * @param reveal whether scores are told at all
 * @param expose outputs beside the scores, such as {@code logits}, that leave as they are
 */
public record ScoreSettings(int round, int topK, Reveal reveal, List<String> expose) {

  /** As many decimals as there are in a score. */
  public static final int EXACT = 9;

  /** As many scores as there are. */
  public static final int ALL = Integer.MAX_VALUE;

  /** Whether scores are told. */
  public enum Reveal {
    SCORES,
    LABEL_ONLY
  }

  public ScoreSettings {
    if (round < 0 || round > EXACT) {
      throw new IllegalArgumentException("round: " + round + " (expected: 0.." + EXACT + ")");
    }
    if (topK < 1) {
      throw new IllegalArgumentException("top_k: " + topK + " (expected: >= 1)");
    }
    expose = List.copyOf(expose);
  }

  /** Scores as they are, and nothing beside them. */
  public static ScoreSettings defaults() {
    return new ScoreSettings(EXACT, ALL, Reveal.SCORES, List.of());
  }
}
