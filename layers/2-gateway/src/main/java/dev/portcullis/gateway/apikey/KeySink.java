package dev.portcullis.gateway.apikey;

import java.util.List;

/**
 * Where a new key is left for its owner to collect. A key is drafted before the store knows it, so
 * that no key counts whose text nobody has; and delivered after.
 */
public interface KeySink {

  /** Runs while nobody else drafts or delivers here. */
  void alone(Runnable round);

  /** Writes the key down, durably, where its owner does not look yet. */
  void draft(ShownOnce made);

  /** What was drafted, and neither delivered nor discarded. */
  List<KeyId> drafts();

  /** Puts what was drafted where its owner looks, in place of what is there. */
  void deliver(StoredKey key);

  /** Forgets what was drafted. */
  void discard(KeyId id);
}
