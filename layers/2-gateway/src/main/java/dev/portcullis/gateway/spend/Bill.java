package dev.portcullis.gateway.spend;

import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Use;
import dev.portcullis.kernel.call.Tokens;

/**
 * What an exchange cost: what the model's server told and the gateway measured. Where a server told
 * no tokens the bounds that are known stand for them: what cannot be known is never free.
 */
final class Bill {

  /** The longest token of common vocabularies: a longer text is certainly more than one. */
  private static final long MAX_TOKEN_BYTES = 128;

  private Bill() {}

  /**
   * What is owed when it is over.
   *
   * @param reserved bounds what the model read, and what it wrote that nobody saw, where its server
   *     does not tell
   */
  static Amounts of(ExchangeRecord ended, Amounts reserved) {
    var use = ended.use();
    if (!use.isAsked()) {
      return Amounts.NONE;
    }
    return new Amounts(
        1,
        use.tokens().map(Tokens::in).orElseGet(() -> readAtMost(ended, reserved)),
        use.tokens().map(Tokens::out).orElseGet(() -> writtenAtMost(ended, reserved)),
        ended.bytesIn() + ended.bytesOut(),
        Estimate.millis(use.compute()));
  }

  /** What a stream has certainly cost so far. */
  static Amounts soFar(Use use) {
    var certain = Math.max(use.pieces(), use.textBytes() / MAX_TOKEN_BYTES);
    return new Amounts(
        1,
        use.tokens().map(Tokens::in).orElse(0L),
        use.tokens().map(Tokens::out).orElse(certain),
        use.streamedBytes(),
        Estimate.millis(use.compute()));
  }

  private static long readAtMost(ExchangeRecord ended, Amounts reserved) {
    return isRefusedByServer(ended) ? 0 : reserved.tokensIn();
  }

  private static long writtenAtMost(ExchangeRecord ended, Amounts reserved) {
    if (isRefusedByServer(ended)) {
      return 0;
    }
    if (ended.use().pieces() > 0) {
      return ended.use().textBytes();
    }
    // What was withheld, or never came, may have been as long as it was allowed to be.
    return ended.denial().isPresent() ? reserved.tokensOut() : ended.bytesOut();
  }

  /** An answer that says no, and for which no model worked. */
  private static boolean isRefusedByServer(ExchangeRecord ended) {
    return ended.denial().isEmpty() && ended.status() >= 400;
  }
}
