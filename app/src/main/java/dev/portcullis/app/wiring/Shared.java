package dev.portcullis.app.wiring;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What several configurations use at once: made for the first that names it, closed when the last
 * lets go. So what did not change goes on as it is, with all that it has learned.
 *
 * @param <K> what tells one thing from another: equal keys, the same thing
 */
final class Shared<K, T extends AutoCloseable> {

  private final Map<K, Held<T>> held = new HashMap<>();

  private record Held<T>(T thing, int users) {}

  /** Makes a thing that nobody has yet. */
  @FunctionalInterface
  interface Maker<T> {
    T make() throws IOException;
  }

  /** The thing, for as long as {@code user} is open. */
  synchronized T take(K key, Maker<T> maker, Opened user) throws IOException {
    var found = held.get(key);
    var thing = found == null ? maker.make() : found.thing();
    held.put(key, new Held<>(thing, found == null ? 1 : found.users() + 1));
    user.add(() -> letGo(key));
    return thing;
  }

  private void letGo(K key) throws Exception {
    var unused = unused(key);
    // Closing may wait for calls under way, and takers must not wait for that.
    for (var thing : unused) {
      thing.close();
    }
  }

  private synchronized List<T> unused(K key) {
    var found = held.get(key);
    if (found == null) {
      return List.of();
    }
    if (found.users() > 1) {
      held.put(key, new Held<>(found.thing(), found.users() - 1));
      return List.of();
    }
    held.remove(key);
    return List.of(found.thing());
  }
}
