package dev.portcullis.monitoring.usage;

import java.time.Instant;
import java.util.Comparator;

/** What one client used of one model in one hour. */
public record UsageLine(Key key, Sums sums) {

  /** Whose, of what, when; an empty client is somebody who was never identified. */
  public record Key(Instant hour, String client, String model) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::hour).thenComparing(Key::client).thenComparing(Key::model);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * How much.
   *
   * @param requests that reached the model
   * @param answered of them, those whose client got the model's answer
   * @param tokensIn as the model's server told; where it told nothing, nothing
   */
  public record Sums(
      long requests,
      long answered,
      long tokensIn,
      long tokensOut,
      long bytesIn,
      long bytesOut,
      long computeMicros) {

    Sums plus(Sums more) {
      return new Sums(
          requests + more.requests,
          answered + more.answered,
          tokensIn + more.tokensIn,
          tokensOut + more.tokensOut,
          bytesIn + more.bytesIn,
          bytesOut + more.bytesOut,
          computeMicros + more.computeMicros);
    }
  }
}
