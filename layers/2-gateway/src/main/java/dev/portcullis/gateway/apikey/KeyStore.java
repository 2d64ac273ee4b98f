package dev.portcullis.gateway.apikey;

import dev.portcullis.gateway.store.StoreFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where keys are kept. Several processes may use one store at once; every commit makes a new
 * revision, so that readers fetch only what changed. Failures are {@link StoreFailure}s.
 */
public interface KeyStore {

  /** Keys written after this revision (0 for all), and the revision that the store is at. */
  Changes changesSince(long revision);

  /**
   * Adds or replaces all of these keys, durably, or none where the store has moved on from {@code
   * expected}: read again, and decide again.
   */
  Commit commit(long expected, List<StoredKey> keys);

  /** Remembers when keys were last used; never moves a time back. */
  void used(Map<KeyId, Instant> times);

  /** When keys were last used, as far as remembered. */
  Map<KeyId, Instant> lastUsed();

  /** What a reader had not seen. */
  record Changes(long revision, List<StoredKey> keys) {
    public Changes {
      keys = List.copyOf(keys);
    }
  }

  /** Whether a commit was made. */
  enum Commit {
    DONE,
    STALE
  }
}
