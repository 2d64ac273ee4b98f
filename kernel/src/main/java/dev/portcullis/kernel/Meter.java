package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.call.Tokens;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts what one exchange uses of its model. Lives on the exchange's loop, as the exchange does.
 */
final class Meter {

  private static final long NEVER = 0;

  private long askedNanos = NEVER;
  private long computeNanos = NEVER;
  private Optional<Tokens> tokens = Optional.empty();
  private long pieces;
  private long textBytes;
  private long streamedBytes;
  private long sentBytes;

  void asked() {
    askedNanos = System.nanoTime() | 1;
  }

  /** The reply itself, from here on counted. */
  Reply replied(Reply reply) {
    switch (reply) {
      case Answer answer -> {
        ended();
        tokens = answer.tokens();
      }
      // It works on until the last piece of its answer.
      case AnswerStream _ -> {}
    }
    return reply;
  }

  /** The model is done, or we are with it; only the first time counts. */
  void ended() {
    if (computeNanos == NEVER && askedNanos != NEVER) {
      computeNanos = sinceAsked();
    }
  }

  /** It ends with a refusal. Of a model that the call never left for, nothing was used. */
  void refused(Denial denial) {
    switch (denial.reach()) {
      case PERHAPS -> ended();
      case NEVER -> askedNanos = NEVER;
    }
  }

  /** A piece of a stream came. A server that counts as it goes tells the sum so far. */
  void came(Fragment piece) {
    var text = piece.text();
    pieces += text.isEmpty() ? 0 : 1;
    textBytes += utf8Bytes(text);
    streamedBytes += piece.wire().remaining();
    if (piece.tokens().isPresent()) {
      tokens = piece.tokens();
    }
  }

  /** A piece was handed on to the client. */
  void sent(Fragment piece) {
    sentBytes += piece.wire().remaining();
  }

  /** Bytes of a stream that were handed on. */
  long sentBytes() {
    return sentBytes;
  }

  Use use() {
    if (askedNanos == NEVER) {
      return Use.NONE;
    }
    var compute = Duration.ofNanos(computeNanos == NEVER ? sinceAsked() : computeNanos);
    return new Use(tokens, pieces, textBytes, streamedBytes, compute);
  }

  private long sinceAsked() {
    return Math.max(1, System.nanoTime() - askedNanos);
  }

  private static long utf8Bytes(String text) {
    var bytes = 0L;
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      // Half of a surrogate pair is half of four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
