package dev.portcullis.gateway.apikey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives every client that uses its key a new one before the old one ends; both work until then.
 *
 * <p>A rotation is drafted, committed and delivered, each step durable before the next. A writer
 * that dies between two leaves a draft, and whoever comes next finishes it or throws it away: it is
 * delivered where the store knows the key, and discarded where not. The old key is not touched at
 * any step: it ends when it was always going to end.
 */
public final class Rotation {

  private static final int MAX_TRIES = 20;

  private final KeyStore store;
  private final Keys keys;
  private final KeySink sink;
  private final Duration overlap;
  private final InstantSource clock;

  /**
   * A rotation of these keys.
   *
   * @param overlap how long before its end a key gets a successor, unless it lives for less than
   *     ten times that
   */
  public Rotation(KeyStore store, Keys keys, KeySink sink, Duration overlap, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.sink = sink;
    this.overlap = overlap;
    this.clock = clock;
  }

  /** A key, and the one that takes over. */
  public record Rotated(StoredKey old, StoredKey fresh) {}

  /** Finishes what somebody else began, and then rotates what is due. */
  public List<Rotated> run() {
    var rotated = new ArrayList<Rotated>();
    sink.alone(() -> {
      finish(store.changesSince(0).keys());
      for (var key : store.changesSince(0).keys()) {
        rotate(key.id()).ifPresent(rotated::add);
      }
    });
    return List.copyOf(rotated);
  }

  /** Keys that would get a successor now. */
  public List<StoredKey> due() {
    var known = store.changesSince(0).keys();
    var used = store.lastUsed();
    return known.stream().filter(key -> isDue(key, known, used)).toList();
  }

  private void finish(List<StoredKey> known) {
    for (var id : sink.drafts()) {
      var live = known.stream().filter(key -> key.id().equals(id) && key.isLive(now())).findFirst();
      live.ifPresentOrElse(sink::deliver, () -> sink.discard(id));
    }
  }

  private Optional<Rotated> rotate(KeyId id) {
    for (var tries = 0; tries < MAX_TRIES; tries++) {
      var read = store.changesSince(0);
      var used = store.lastUsed();
      var old =
          read.keys().stream()
              .filter(key -> key.id().equals(id) && isDue(key, read.keys(), used))
              .findFirst();
      if (old.isEmpty()) {
        return Optional.empty();
      }
      var made = keys.successor(read.keys(), old.get());
      sink.draft(made);
      if (store.commit(read.revision(), List.of(made.key())) == KeyStore.Commit.DONE) {
        sink.deliver(made.key());
        return Optional.of(new Rotated(old.get(), made.key()));
      }
      sink.discard(made.key().id());
    }
    throw new KeyProblem("the key store is busy: try again");
  }

  /**
   * A key that nobody uses needs no successor, so what is forgotten ends; and the demonstration's
   * are made anew at each start.
   */
  private boolean isDue(StoredKey key, List<StoredKey> known, Map<KeyId, Instant> used) {
    return key.isLive(now())
        && key.environment() != Environment.DEMO
        && !now().isBefore(key.life().endsSoonFrom(overlap))
        && used.containsKey(key.id())
        && known.stream().noneMatch(other -> isSuccessor(other, key));
  }

  private boolean isSuccessor(StoredKey other, StoredKey key) {
    return other.grant().subject().equals(key.grant().subject())
        && other.environment() == key.environment()
        && other.isLive(now())
        && other.life().expiresAt().isAfter(key.life().expiresAt());
  }

  private Instant now() {
    return clock.instant();
  }
}
