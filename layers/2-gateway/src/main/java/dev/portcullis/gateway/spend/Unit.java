package dev.portcullis.gateway.spend;

/** What is spent. */
enum Unit {
  REQUESTS("requests"),
  TOKENS_IN("tokens-in"),
  TOKENS_OUT("tokens-out"),
  BYTES("bytes"),
  COMPUTE("compute-ms");

  private final String word;

  Unit(String word) {
    this.word = word;
  }

  /** Its name in the {@code RateLimit} field and in the audit. */
  String word() {
    return word;
  }

  long of(Amounts amounts) {
    return switch (this) {
      case REQUESTS -> amounts.requests();
      case TOKENS_IN -> amounts.tokensIn();
      case TOKENS_OUT -> amounts.tokensOut();
      case BYTES -> amounts.bytes();
      case COMPUTE -> amounts.computeMillis();
    };
  }
}
