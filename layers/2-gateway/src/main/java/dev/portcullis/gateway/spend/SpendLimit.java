package dev.portcullis.gateway.spend;

import java.time.Duration;
import java.util.Optional;

/**
 * How much may be spent in one period on the models of an entry, taken together; what is absent is
 * not limited.
 *
 * @param models a name, or a beginning of names and a star
 * @param compute time from asking the model to its last word
 */
public record SpendLimit(
    ModelNames models,
    Period period,
    Optional<Long> requests,
    Optional<Long> tokensIn,
    Optional<Long> tokensOut,
    Optional<Long> bytes,
    Optional<Duration> compute) {

  public SpendLimit {
    requirePositive("requests", requests);
    requirePositive("tokens_in", tokensIn);
    requirePositive("tokens_out", tokensOut);
    requirePositive("bytes", bytes);
    requirePositive("compute", compute.map(Duration::toMillis));
    if (requests.isEmpty()
        && tokensIn.isEmpty()
        && tokensOut.isEmpty()
        && bytes.isEmpty()
        && compute.isEmpty()) {
      throw new IllegalArgumentException(
          "models: "
              + models
              + " without a limit (expected: requests, tokens_in, tokens_out, bytes"
              + " or compute)");
    }
  }

  /** So many requests, whatever they cost. */
  public static SpendLimit ofRequests(String models, String period, long requests) {
    return new SpendLimit(
        ModelNames.parse(models),
        Period.parse(period),
        Optional.of(requests),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Amounts amounts() {
    return new Amounts(
        requests.orElse(0L),
        tokensIn.orElse(0L),
        tokensOut.orElse(0L),
        bytes.orElse(0L),
        compute.map(Duration::toMillis).orElse(0L));
  }

  private static void requirePositive(String name, Optional<Long> limit) {
    if (limit.isPresent() && limit.get() < 1) {
      throw new IllegalArgumentException(name + ": " + limit.get() + " (expected: >= 1)");
    }
  }
}
