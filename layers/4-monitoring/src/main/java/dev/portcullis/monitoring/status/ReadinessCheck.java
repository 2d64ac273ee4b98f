package dev.portcullis.monitoring.status;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must be well before requests are welcome.
 *
 * @param problem says what is wrong now; empty where nothing is. Must answer at once.
 */
public record ReadinessCheck(String name, Supplier<Optional<String>> problem) {

  /** A check that cannot say has found something wrong. */
  Optional<String> ask() {
    try {
      return problem.get();
    } catch (RuntimeException e) {
      return Optional.of("the check failed: " + e.getClass().getSimpleName());
    }
  }
}
