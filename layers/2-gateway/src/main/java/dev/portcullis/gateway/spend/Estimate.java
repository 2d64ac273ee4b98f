package dev.portcullis.gateway.spend;

import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Plane;
import java.time.Duration;

/**
 * The worst that a call can cost.
 *
 * <p>No tokenizer makes more tokens of a text than it has bytes, and what frames a message in the
 * body is longer than what frames it for the model: so the bytes of the body bound the tokens of
 * its text. A picture's tokens are bounded by the model's context alone.
 */
final class Estimate {

  private static final String MAX_TOKENS = "body.max_tokens";
  private static final String MAX_COMPLETION_TOKENS = "body.max_completion_tokens";
  private static final String CHOICES = "body.n";
  private static final String BEST_OF = "body.best_of";

  /** More than this is no number of tokens; it also keeps products from overflowing. */
  private static final long MOST = 1L << 40;

  private Estimate() {}

  /** Whether a model works for it. */
  static boolean costs(Operation operation) {
    return operation.plane() == Plane.INFERENCE && operation != Operation.DESCRIBE;
  }

  static Amounts of(Exchange exchange, Call call, WorstCase worst) {
    return new Amounts(
        1,
        tokensIn(call, worst),
        tokensOut(call, worst),
        bytesIn(exchange) + worst.answerBytes(),
        millis(shorter(worst.compute(), exchange.route().deadline())));
  }

  /** Time in whole milliseconds, begun ones counted. */
  static long millis(Duration time) {
    return Math.ceilDiv(time.toNanos(), 1_000_000L);
  }

  private static long tokensIn(Call call, WorstCase worst) {
    for (var part : call.parts()) {
      if (isPicture(part)) {
        return worst.tokensIn();
      }
    }
    var skeleton = call.document().skeleton().length;
    return Math.min(worst.tokensIn(), skeleton > 0 ? skeleton : textBytes(call));
  }

  private static boolean isPicture(Part part) {
    return part.kind() == Kind.IMAGE
        || part.kind() == Kind.URL
        || part.content() instanceof Content.Bytes;
  }

  private static long textBytes(Call call) {
    var bytes = 0L;
    for (var part : call.parts()) {
      // Three bytes are the most that a character of a Java string is in UTF-8.
      bytes += part.content() instanceof Content.Text(var value) ? 3L * value.length() : 0;
    }
    return bytes;
  }

  private static long tokensOut(Call call, WorstCase worst) {
    return switch (call.operation()) {
      case CHAT, INVOKE -> {
        var named = Math.max(number(call, MAX_TOKENS, 0), number(call, MAX_COMPLETION_TOKENS, 0));
        var each = named == 0 ? worst.tokensOut() : named;
        yield Math.min(MOST, each * Math.max(number(call, CHOICES, 1), number(call, BEST_OF, 1)));
      }
      case EMBED,
          PREDICT,
          DESCRIBE,
          UPLOAD_DATASET,
          LIST_DATASETS,
          READ_DATASET,
          DELETE_DATASET,
          UPLOAD_VERSION,
          LIST_VERSIONS,
          READ_VERSION,
          DELETE_VERSION ->
          0;
    };
  }

  /** A positive number that the call names, else {@code otherwise}. */
  private static long number(Call call, String parameter, long otherwise) {
    var text = call.parameters().getOrDefault(parameter, "");
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return otherwise;
    }
    return Math.clamp(Long.parseLong(text), otherwise, 1L << 20);
  }

  /** What the head says, else the most that the route takes. */
  static long bytesIn(Exchange exchange) {
    var most = exchange.route().maxBodyBytes();
    return exchange
        .head()
        .headers()
        .header("content-length")
        .filter(text -> !text.isEmpty() && text.length() <= 18)
        .filter(text -> text.chars().allMatch(c -> c >= '0' && c <= '9'))
        .map(text -> Math.min(most, Long.parseLong(text)))
        .orElse(most);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
