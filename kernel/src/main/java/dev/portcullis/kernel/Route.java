package dev.portcullis.kernel;

import java.time.Duration;

/**
 * A route as controls see it.
 *
 * @param id a bounded name: the only form in which a path reaches metrics
 * @param policy the policy whose controls stand on it
 * @param access whether it needs a principal
 * @param maxBodyBytes largest body
 * @param deadline total time for the exchange
 */
public record Route(String id, String policy, Access access, long maxBodyBytes, Duration deadline) {

  /** Whether a route needs a principal. */
  public enum Access {
    IDENTIFIED,
    ANONYMOUS
  }
}
