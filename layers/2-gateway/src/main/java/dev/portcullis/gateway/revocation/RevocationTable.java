package dev.portcullis.gateway.revocation;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Proof;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Kind;
import dev.portcullis.kernel.port.Revocation.Target;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What is known to be taken back, where a request finds it in nanoseconds. Of two changes about one
 * target the later counts, in whichever order they come. What does not fit makes the table {@link
 * #isFull()}, and then nobody may rely on it.
 */
final class RevocationTable {

  private static final String ANYWHERE = "";

  /** A name of an issuer's, or anybody's. */
  private record Name(String issuer, String name) {}

  private final Map<Kind, Map<Name, Change>> known = new EnumMap<>(Kind.class);
  private final int capacity;
  private int size;
  private volatile boolean full;

  RevocationTable(int capacity) {
    this.capacity = capacity;
    for (var kind : Kind.values()) {
      known.put(kind, new ConcurrentHashMap<>());
    }
  }

  synchronized void apply(Change change) {
    full |= !fits(change);
  }

  /** Applies all that the log holds, after which the table is full only if that does not fit. */
  synchronized void applyWhole(List<Change> changes) {
    var overflowed = false;
    for (var change : changes) {
      overflowed |= !fits(change);
    }
    full = overflowed;
  }

  /** Takes back what this does, and still what was taken back of its target before. */
  synchronized void widen(Revocation revocation) {
    var target = revocation.target();
    var before = Optional.ofNullable(of(target.kind()).get(name(target)));
    var place = before.map(Change::revision).orElse(0L) + 1;
    var whole = before.map(Change::revocation).map(revocation::and).orElse(revocation);
    apply(new Change(place, Change.State.IN_FORCE, whole));
  }

  synchronized void forget(Target target) {
    size -= of(target.kind()).remove(name(target)) == null ? 0 : 1;
  }

  private boolean fits(Change change) {
    var target = change.revocation().target();
    var ofKind = of(target.kind());
    var name = name(target);
    var before = Optional.ofNullable(ofKind.get(name));
    if (before.isPresent() && before.get().revision() >= change.revision()) {
      return true;
    }
    if (before.isEmpty() && size >= capacity) {
      return false;
    }
    size += before.isPresent() ? 0 : 1;
    ofKind.put(name, change);
    return true;
  }

  /** Forgets what has ended by itself. */
  synchronized void forgetWhatIsOver(Instant now) {
    known
        .values()
        .forEach(ofKind -> ofKind.values().removeIf(change -> change.revocation().isOver(now)));
    size = known.values().stream().mapToInt(Map::size).sum();
  }

  /** Whatever a log that went back says counts; what only we know stays, until it ends. */
  synchronized void forgetRevisions() {
    known.values().forEach(ofKind -> ofKind.replaceAll((_, change) -> change.at(0)));
  }

  boolean isFull() {
    return full;
  }

  /** The revocation that takes this caller back, if one does. */
  Optional<Revocation> against(Identity caller, Instant now) {
    var proof = caller.proof();
    var credential = proof.issuer().equals(Proof.OURSELVES) ? Kind.KEY : Kind.TOKEN;
    return find(credential, caller.credential(), proof, now)
        .or(() -> find(Kind.SUBJECT, caller.subject(), proof, now))
        .or(() -> find(Kind.CLIENT, proof.client(), proof, now))
        .or(() -> find(Kind.ISSUER_KEY, proof.signingKey(), proof, now))
        .or(() -> find(Kind.ISSUER, proof.issuer(), proof, now));
  }

  /** What is in force. */
  List<Revocation> inForce(Instant now) {
    return known.values().stream()
        .flatMap(ofKind -> ofKind.values().stream())
        .filter(RevocationTable::isInForce)
        .map(Change::revocation)
        .filter(revocation -> !revocation.isOver(now))
        .toList();
  }

  private Optional<Revocation> find(Kind kind, String name, Proof proof, Instant now) {
    var ofKind = of(kind);
    if (ofKind.isEmpty()) {
      return Optional.empty();
    }
    return Stream.of(new Name(ANYWHERE, name), new Name(proof.issuer(), name))
        .flatMap(there -> Optional.ofNullable(ofKind.get(there)).stream())
        .filter(RevocationTable::isInForce)
        .map(Change::revocation)
        .filter(revocation -> revocation.covers(proof) && !revocation.isOver(now))
        .findFirst();
  }

  private Map<Name, Change> of(Kind kind) {
    return Optional.ofNullable(known.get(kind)).orElseThrow();
  }

  private static Name name(Target target) {
    return new Name(target.issuer(), target.name());
  }

  private static boolean isInForce(Change change) {
    return change.state() == Change.State.IN_FORCE;
  }
}
