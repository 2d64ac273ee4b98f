package dev.portcullis.bench;

import java.time.Duration;

/** Something that is measured under a name. */
public interface Benchmark {

  /** Its name on the command line and in {@code goals.yaml}. */
  String name();

  Result run(Options options);

  /**
   * How much to measure.
   *
   * @param rounds rounds, of which the median counts
   * @param time how long a round of each figure takes
   */
  record Options(int rounds, Duration time) {
    public Options {
      if (rounds < 1) {
        throw new IllegalArgumentException("rounds: " + rounds + " (expected: >= 1)");
      }
    }

    /** Five rounds of a second each. */
    public static Options defaults() {
      return new Options(5, Duration.ofSeconds(1));
    }
  }
}
