package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Tokens;
import java.time.Duration;
import java.util.Optional;

/**
 * What an exchange has used of its model so far: measured here, or told by the model's server;
 * never an estimate.
 *
 * @param tokens what the server told, where it did
 * @param pieces of a streamed answer that said something: each is at least one token
 * @param textBytes of a streamed answer, in UTF-8: no model makes more tokens of it
 * @param streamedBytes of a streamed answer, as it would leave
 * @param compute from the moment the model was asked to its last word; zero where nobody asked it
 */
public record Use(
    Optional<Tokens> tokens, long pieces, long textBytes, long streamedBytes, Duration compute) {

  /** The model was not asked. */
  public static final Use NONE = new Use(Optional.empty(), 0, 0, 0, Duration.ZERO);

  /** Whether the model was asked at all: false too where the call never left for it. */
  public boolean isAsked() {
    return !compute.isZero();
  }
}
