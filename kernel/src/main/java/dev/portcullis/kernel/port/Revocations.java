package dev.portcullis.kernel.port;

import dev.portcullis.kernel.Identity;
import java.time.Instant;
import java.util.List;

/** Takes credentials back before they end; every gateway of the fleet knows within a second. */
public interface Revocations {

  /**
   * Takes back. It is durable, and known here, when this returns; it may wait for a database, so it
   * is never called on an event loop. One that is there already is widened, never narrowed.
   */
  void revoke(Revocation revocation);

  /** Gives back what the target names, for what is asked from now on; no error where nothing is. */
  void lift(Revocation.Target target);

  /**
   * How a caller stands now. From memory: asked for every request, and at every window of a stream.
   */
  Standing of(Identity caller);

  /** Whether what is known here is fresh enough to rely on. */
  boolean isCurrent();

  /** What is in force, as far as it is known here. */
  List<Revocation> inForce();

  /** Whether a caller's credential counts. */
  sealed interface Standing {

    /** Nothing is known against it. */
    record Good() implements Standing {}

    /** It was taken back. */
    record Revoked(Revocation by) implements Standing {}

    /** It has ended by itself, after it was proven. */
    record Ended(Instant at) implements Standing {}

    /** Nobody has told for too long what was taken back, so it may be. */
    record Unknown(String why) implements Standing {}

    Standing GOOD = new Good();
  }
}
