package dev.portcullis.gateway.revocation;

import dev.portcullis.kernel.port.Revocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log in memory, which can be away. */
final class MapRevocationLog implements RevocationLog {

  private final List<Change> changes = new ArrayList<>();
  private boolean away;

  void away(boolean isAway) {
    away = isAway;
  }

  /** The log as it was before its last change, as after a restore. */
  void goBack() {
    changes.removeLast();
  }

  @Override
  public Change revoke(Revocation revocation) {
    requireHere();
    var change = new Change(changes.size() + 1, Change.State.IN_FORCE, revocation);
    changes.add(change);
    return change;
  }

  @Override
  public Optional<Change> lift(Revocation.Target target) {
    requireHere();
    var lifted =
        changes.stream()
            .filter(change -> change.revocation().target().equals(target))
            .map(c -> new Change(changes.size() + 1, Change.State.LIFTED, c.revocation()))
            .findFirst();
    lifted.ifPresent(changes::add);
    return lifted;
  }

  @Override
  public Changes since(long revision) {
    requireHere();
    return new Changes(
        changes.size(), changes.stream().filter(c -> c.revision() > revision).toList());
  }

  private void requireHere() {
    if (away) {
      throw new IllegalStateException("away");
    }
  }
}
