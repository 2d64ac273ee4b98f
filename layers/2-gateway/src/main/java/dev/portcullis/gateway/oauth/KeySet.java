package dev.portcullis.gateway.oauth;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The keys of an issuer at one time, by their ids. */
record KeySet(Map<String, VerifyingKey> keys) {

  KeySet {
    keys = Map.copyOf(keys);
  }

  Optional<VerifyingKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** Whether the very key is still there, not another one under its id. */
  boolean holds(VerifyingKey key) {
    var known = keys.get(key.id());
    return known != null && known.isSameAs(key);
  }

  SortedSet<String> ids() {
    return new TreeSet<>(keys.keySet());
  }
}
