package dev.portcullis.gateway.store;

import java.time.Duration;
import java.time.Instant;

/**
 * When and how large a database was.
 *
 * @param taken when we looked, which makes no difference between two stamps
 */
public record Stamp(Instant modified, long bytes, Instant taken) {

  /** Of a database that nobody has looked at. */
  public static final Stamp NEVER = new Stamp(Instant.EPOCH, 0, Instant.EPOCH);

  /** Two writes within a tick of the file system's clock have one time. */
  private static final Duration TICK = Duration.ofMillis(50);

  /** Of a database that does not say when it was written: never settled, so always read. */
  static Stamp unknown() {
    return new Stamp(Instant.MAX, 0, Instant.EPOCH);
  }

  /** Whether a later write would show as another stamp. */
  public boolean isSettled() {
    return !modified.equals(Instant.MAX) && taken.isAfter(modified.plus(TICK));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stamp(var at, var size, _) && modified.equals(at) && bytes == size;
  }

  @Override
  public int hashCode() {
    return modified.hashCode();
  }
}
