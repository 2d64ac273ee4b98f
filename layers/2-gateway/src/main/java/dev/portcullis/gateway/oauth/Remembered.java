package dev.portcullis.gateway.oauth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was found out about tokens, bounded. When the younger half is full the older half is
 * forgotten whole, and what is asked for again moves to the younger: no list to keep, no lock.
 */
final class Remembered<V> {

  private record Halves<V>(Map<TokenDigest, V> younger, Map<TokenDigest, V> older) {}

  private final int maxPerHalf;
  private volatile Halves<V> halves = new Halves<>(new ConcurrentHashMap<>(), Map.of());

  Remembered(int most) {
    this.maxPerHalf = Math.max(1, most / 2);
  }

  Optional<V> find(TokenDigest token) {
    var now = halves;
    var young = now.younger().get(token);
    if (young != null) {
      return Optional.of(young);
    }
    var old = Optional.ofNullable(now.older().get(token));
    old.ifPresent(known -> remember(token, known));
    return old;
  }

  void remember(TokenDigest token, V known) {
    if (halves.younger().size() >= maxPerHalf) {
      growOld();
    }
    halves.younger().put(token, known);
  }

  void forget(TokenDigest token) {
    var now = halves;
    now.younger().remove(token);
    // The older half may be the empty map that nothing can be removed from.
    if (now.older().containsKey(token)) {
      now.older().remove(token);
    }
  }

  int size() {
    var now = halves;
    return now.younger().size() + now.older().size();
  }

  private synchronized void growOld() {
    if (halves.younger().size() >= maxPerHalf) {
      halves = new Halves<>(new ConcurrentHashMap<>(), halves.younger());
    }
  }
}
