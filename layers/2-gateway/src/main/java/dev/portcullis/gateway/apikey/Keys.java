package dev.portcullis.gateway.apikey;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes keys, lists them, and takes them back. A client has at most two that live, so that one can
 * take over from the other.
 */
public final class Keys {

  public static final Duration DEFAULT_LIFETIME = Duration.ofDays(90);
  public static final Duration DEFAULT_OVERLAP = Duration.ofDays(7);
  public static final Duration MAX_LIFETIME = Duration.ofDays(366);
  static final int MAX_LIVE_PER_CLIENT = 2;
  static final int MAX_KEYS = 100_000;
  private static final int MAX_TRIES = 20;

  private final KeyStore store;
  private final Peppers peppers;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public Keys(KeyStore store, Peppers peppers, InstantSource clock) {
    this.store = store;
    this.peppers = peppers;
    this.clock = clock;
  }

  /** Makes a key that works at once. */
  public ShownOnce create(Grant grant, Environment environment, Duration lifetime) {
    return change(known -> creation(known, grant, environment, lifetime));
  }

  /** Makes a key like this one, which ends after the overlap. */
  public ShownOnce rotate(KeyId id, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(MAX_LIFETIME) > 0) {
      throw new KeyProblem("overlap: " + overlap + " (expected: none to 366 days)");
    }
    return change(known -> rotation(known, id, overlap));
  }

  /** Takes a key back for good. Doing so twice is no error. */
  public StoredKey revoke(KeyId id) {
    return change(known -> {
      var revoked = find(known, id).revoked();
      return new Change<>(List.of(revoked), revoked);
    });
  }

  /** Every key there ever was, by client. */
  public List<ListedKey> list() {
    var lastUsed = store.lastUsed();
    return store.changesSince(0).keys().stream()
        .sorted(
            Comparator.comparing((StoredKey key) -> key.grant().subject())
                .thenComparing(key -> key.life().notBefore()))
        .map(key -> new ListedKey(key, Optional.ofNullable(lastUsed.get(key.id()))))
        .toList();
  }

  /** What to write, and what to tell. */
  private record Change<T>(List<StoredKey> keys, T told) {}

  /** Decides on what the store holds, and decides again where somebody else was faster. */
  private <T> T change(Function<List<StoredKey>, Change<T>> decision) {
    for (var tries = 0; tries < MAX_TRIES; tries++) {
      var read = store.changesSince(0);
      var change = decision.apply(read.keys());
      if (store.commit(read.revision(), change.keys()) == KeyStore.Commit.DONE) {
        return change.told();
      }
    }
    throw new KeyProblem("the key store is busy: try again");
  }

  private Change<ShownOnce> creation(
      List<StoredKey> known, Grant grant, Environment environment, Duration lifetime) {
    refuseOddLifetime(lifetime);
    var live = live(known, grant.subject());
    if (live.size() >= MAX_LIVE_PER_CLIENT) {
      throw new KeyProblem(
          "%s has two live keys, %s: revoke one first".formatted(grant.subject(), ids(live)));
    }
    var made = make(known, grant, environment, lifetime);
    return new Change<>(List.of(made.key()), made);
  }

  private Change<ShownOnce> rotation(List<StoredKey> known, KeyId id, Duration overlap) {
    var old = find(known, id);
    if (!old.isLive(now())) {
      throw new KeyProblem("key " + id + " no longer works: create a new one");
    }
    var live = live(known, old.grant().subject());
    if (live.size() >= MAX_LIVE_PER_CLIENT) {
      throw new KeyProblem(
          "%s has two live keys already, %s: revoke one before rotating"
              .formatted(old.grant().subject(), ids(live)));
    }
    var made = make(known, old.grant(), old.environment(), old.life().length());
    return new Change<>(List.of(old.endingBy(now().plus(overlap)), made.key()), made);
  }

  /** A key like this one, of which the store does not know yet. */
  ShownOnce successor(List<StoredKey> known, StoredKey old) {
    return make(known, old.grant(), old.environment(), old.life().length());
  }

  private ShownOnce make(
      List<StoredKey> known, Grant grant, Environment environment, Duration lifetime) {
    if (known.size() >= MAX_KEYS) {
      throw new KeyProblem("the key store is full: it holds " + MAX_KEYS + " keys");
    }
    var text = unusedText(known, environment);
    var key =
        new StoredKey(
            text.id(),
            environment,
            grant,
            peppers.digest(text),
            Life.starting(now(), lifetime),
            StoredKey.State.ACTIVE);
    return new ShownOnce(key, text.text());
  }

  private KeyText unusedText(List<StoredKey> known, Environment environment) {
    var taken = known.stream().map(StoredKey::id).collect(Collectors.toSet());
    return Stream.generate(() -> KeyText.mint(environment, random))
        .filter(text -> !taken.contains(text.id()))
        .findFirst()
        .orElseThrow();
  }

  private static StoredKey find(List<StoredKey> known, KeyId id) {
    return known.stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new KeyProblem("there is no key " + id));
  }

  private List<StoredKey> live(List<StoredKey> known, String subject) {
    var now = now();
    return known.stream()
        .filter(key -> key.grant().subject().equals(subject) && key.isLive(now))
        .toList();
  }

  private static String ids(List<StoredKey> keys) {
    return keys.stream().map(key -> key.id().value()).collect(Collectors.joining(" and "));
  }

  private static void refuseOddLifetime(Duration lifetime) {
    if (!lifetime.isPositive() || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new KeyProblem("lifetime: " + lifetime + " (expected: more than none, to 366 days)");
    }
  }

  /** To the millisecond, as the store keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
