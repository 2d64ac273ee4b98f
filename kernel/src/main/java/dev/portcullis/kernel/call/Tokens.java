package dev.portcullis.kernel.call;

/** What a model's server says that it read and wrote. */
public record Tokens(long in, long out) {

  public Tokens {
    if (in < 0 || out < 0) {
      throw new IllegalArgumentException("tokens: " + in + ", " + out + " (expected: >= 0)");
    }
  }
}
