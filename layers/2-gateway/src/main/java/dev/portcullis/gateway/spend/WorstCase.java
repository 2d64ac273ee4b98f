package dev.portcullis.gateway.spend;

import java.time.Duration;

/**
 * The most that one request to a model can cost, where the request itself does not say less.
 *
 * @param tokensIn the model's context: what is reserved for a request with a picture; of a text no
 *     more than its bytes are
 * @param tokensOut what is reserved where a request names no {@code max_tokens}
 * @param answerBytes of a whole answer
 * @param compute longer than the route's deadline no request takes
 */
public record WorstCase(long tokensIn, long tokensOut, long answerBytes, Duration compute) {

  public WorstCase {
    requirePositive("tokens_in", tokensIn);
    requirePositive("tokens_out", tokensOut);
    requirePositive("answer_bytes", answerBytes);
    requirePositive("compute", compute.toMillis());
  }

  public static WorstCase defaults() {
    return new WorstCase(32_768, 4_096, 1 << 20, Duration.ofSeconds(30));
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
  }
}
