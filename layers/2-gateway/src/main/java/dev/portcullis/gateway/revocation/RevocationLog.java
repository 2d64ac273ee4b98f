package dev.portcullis.gateway.revocation;

import dev.portcullis.kernel.port.Revocation;
import java.util.List;
import java.util.Optional;

/**
 * The durable truth about what was taken back. Several processes may use one log at once; every
 * change has a revision of its own, and they become visible in that order.
 */
interface RevocationLog {

  /** Narrow ones, of a key or a token; so that nobody who floods us keeps an operator from more. */
  int MAX_NARROW = 200_000;

  int MAX_ALL = MAX_NARROW + 10_000;

  /** Writes it, widened by what is in force for its target already. */
  Change revoke(Revocation revocation);

  /** Writes that the target's revocation no longer counts; empty where there is none. */
  Optional<Change> lift(Revocation.Target target);

  /** What changed after this revision (0 for all), and the revision that the log is at. */
  Changes since(long revision);

  /** What a reader had not seen. */
  record Changes(long revision, List<Change> changes) {
    public Changes {
      changes = List.copyOf(changes);
    }
  }
}
