package dev.portcullis.gateway.revocation;

import dev.portcullis.gateway.revocation.RevocationLog.Changes;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.port.Revocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a gateway knows to be taken back: what the log holds, and apart from it what Redis told.
 *
 * <p>Whoever can write to Redis can claim any revision. So what was told is never weighed against
 * what the log holds: it takes back besides, until the log says anything about the same target.
 */
final class Known {

  private final RevocationTable logged;
  private final RevocationTable told;
  private volatile long revision;

  Known(int capacity) {
    this.logged = new RevocationTable(capacity);
    this.told = new RevocationTable(capacity);
  }

  /** Up to where the log was read. */
  long revision() {
    return revision;
  }

  /** Takes what the log holds, which counts from now on. */
  synchronized void log(Change change) {
    logged.apply(change);
    told.forget(change.revocation().target());
  }

  synchronized void log(Changes changes) {
    changes.changes().forEach(this::log);
    revision = changes.revision();
  }

  /** Takes all that the log holds. What was told and found no room is among it, if it was true. */
  synchronized void logWhole(Changes changes) {
    logged.applyWhole(changes.changes());
    changes.changes().forEach(change -> told.forget(change.revocation().target()));
    told.applyWhole(List.of());
  }

  /** What Redis told and the log has told already may have been lifted since. */
  synchronized void hear(Change change) {
    if (change.revision() > revision) {
      told.widen(change.revocation());
    }
  }

  /** Whatever a log that went back says counts; what only we know stays, until it ends. */
  synchronized void forgetRevisions() {
    logged.forgetRevisions();
  }

  synchronized void forgetWhatIsOver(Instant now) {
    logged.forgetWhatIsOver(now);
    told.forgetWhatIsOver(now);
  }

  boolean isFull() {
    return logged.isFull() || told.isFull();
  }

  /** The revocation that takes this caller back, if one does. */
  Optional<Revocation> against(Identity caller, Instant now) {
    return logged.against(caller, now).or(() -> told.against(caller, now));
  }

  List<Revocation> inForce(Instant now) {
    return Stream.concat(logged.inForce(now).stream(), told.inForce(now).stream())
        .distinct()
        .toList();
  }
}
