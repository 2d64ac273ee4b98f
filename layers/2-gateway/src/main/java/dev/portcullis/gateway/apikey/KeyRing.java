package dev.portcullis.gateway.apikey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's keys in memory, where a request finds them in microseconds. It follows the store a
 * few times a second, so what another process revokes is refused here within that time; where the
 * store cannot be read for {@link #STALE_AFTER}, it is {@link #isStale()} and no key counts.
 */
public final class KeyRing implements AutoCloseable {

  static final Duration REFRESH = Duration.ofMillis(250);
  static final Duration STALE_AFTER = Duration.ofSeconds(5);
  static final Duration USE_FLUSH = Duration.ofSeconds(60);
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  private final KeyStore store;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<KeyId, StoredKey> keys = new ConcurrentHashMap<>();
  private final Map<KeyId, Instant> uses = new ConcurrentHashMap<>();
  private final AtomicLong latestMillis = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long readAtNanos;
  private long revision;

  /** A ring that has read the store once and follows it only where it is told to. */
  KeyRing(KeyStore store, InstantSource clock, LongSupplier nanos) {
    this.store = store;
    this.clock = clock;
    this.nanos = nanos;
    refresh();
  }

  /** A ring that follows the store until it is closed; a store that cannot be read is an error. */
  public static KeyRing following(KeyStore store, InstantSource clock) {
    var ring = new KeyRing(store, clock, System::nanoTime);
    Thread.ofPlatform().daemon().name("key-ring").start(ring::follow);
    return ring;
  }

  /** Reads now what changed in the store. */
  public synchronized void refresh() {
    var askedAt = nanos.getAsLong();
    var changes = store.changesSince(revision);
    if (changes.revision() < revision) {
      changes = store.changesSince(0);
      forgetAllBut(changes.keys());
    }
    changes.keys().forEach(key -> keys.put(key.id(), key));
    revision = changes.revision();
    readAtNanos = askedAt;
  }

  /** A store that went back is another store, and what only the old one knew does not count. */
  private void forgetAllBut(List<StoredKey> known) {
    keys.keySet().retainAll(known.stream().map(StoredKey::id).collect(Collectors.toSet()));
  }

  boolean isStale() {
    return nanos.getAsLong() - readAtNanos > STALE_AFTER.toNanos();
  }

  /** Keys that work now. */
  public List<StoredKey> live() {
    var now = now();
    return keys.values().stream().filter(key -> key.isLive(now)).toList();
  }

  Optional<StoredKey> find(KeyId id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** The time, which never runs back here: a clock set back must not revive an expired key. */
  Instant now() {
    return Instant.ofEpochMilli(latestMillis.accumulateAndGet(clock.millis(), Math::max));
  }

  /** Notes a use, to be written to the store with others. Only known keys get here. */
  void used(StoredKey key, Instant time) {
    uses.put(key.id(), time);
  }

  /** Writes to the store which keys were used. */
  void flushUses() {
    var batch = new HashMap<>(uses);
    if (!batch.isEmpty()) {
      store.used(batch);
      batch.forEach(uses::remove);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    flushOrWarn();
  }

  private void follow() {
    var flushedAt = nanos.getAsLong();
    while (!isClosedAfter(REFRESH)) {
      refreshOrWarn();
      if (nanos.getAsLong() - flushedAt > USE_FLUSH.toNanos()) {
        flushOrWarn();
        flushedAt = nanos.getAsLong();
      }
    }
  }

  private boolean isClosedAfter(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** A failure must not end the following; {@link #isStale()} is what it leads to. */
  private void refreshOrWarn() {
    try {
      refresh();
    } catch (RuntimeException e) {
      if (isStale()) {
        LOG.warn("keys are refused: the store cannot be read", e);
      }
    }
  }

  private void flushOrWarn() {
    try {
      flushUses();
    } catch (RuntimeException e) {
      LOG.warn("when keys were last used could not be written", e);
    }
  }
}
