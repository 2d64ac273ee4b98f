package dev.portcullis.gateway.apikey;

import dev.portcullis.gateway.store.StoreFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store in memory that can be made to fail. It keeps the same contract as the real one. */
final class MapKeyStore implements KeyStore {

  private final Map<KeyId, Written> keys = new LinkedHashMap<>();
  private final Map<KeyId, Instant> uses = new HashMap<>();
  private long revision;
  private boolean broken;

  private record Written(StoredKey key, long revision) {}

  synchronized void breakDown() {
    broken = true;
  }

  synchronized void recover() {
    broken = false;
  }

  /** As if somebody had put an empty store in its place. */
  synchronized void startOver() {
    keys.clear();
    revision = 0;
  }

  @Override
  public synchronized Changes changesSince(long since) {
    failWhereBroken();
    var changed =
        keys.values().stream().filter(w -> w.revision() > since).map(Written::key).toList();
    return new Changes(revision, changed);
  }

  @Override
  public synchronized Commit commit(long expected, List<StoredKey> changed) {
    failWhereBroken();
    if (expected != revision) {
      return Commit.STALE;
    }
    revision++;
    changed.forEach(key -> keys.put(key.id(), new Written(key, revision)));
    return Commit.DONE;
  }

  @Override
  public synchronized void used(Map<KeyId, Instant> times) {
    failWhereBroken();
    times.forEach((id, time) -> uses.merge(id, time, (a, b) -> a.isAfter(b) ? a : b));
  }

  @Override
  public synchronized Map<KeyId, Instant> lastUsed() {
    failWhereBroken();
    return Map.copyOf(uses);
  }

  private void failWhereBroken() {
    if (broken) {
      throw new StoreFailure("broken for a test", new IllegalStateException());
    }
  }
}
