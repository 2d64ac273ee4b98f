package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.kernel.call.Tokens;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What an answer says in {@code usage}: how many tokens its server counted. */
final class CountedTokens {

  /** More than any model reads or writes at once: a larger number is no count. */
  private static final long MOST = 1L << 40;

  private CountedTokens() {}

  /** The counts, or empty where the answer has none that can be true. */
  static Optional<Tokens> in(JsonNode answer) {
    var usage = answer.path("usage");
    var in = usage.path("prompt_tokens").asLong(-1);
    // Embeddings are read and not written.
    var out = usage.path("completion_tokens").asLong(0);
    return isCount(in) && isCount(out) ? Optional.of(new Tokens(in, out)) : Optional.empty();
  }

  private static boolean isCount(long number) {
    return number >= 0 && number <= MOST;
  }
}
