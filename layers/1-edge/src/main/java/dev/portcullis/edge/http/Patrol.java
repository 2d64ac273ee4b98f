package dev.portcullis.edge.http;

import java.util.HashSet;
import java.util.Set;

/**
 * Looks after everything on one loop that waits for a client. One round for all of them costs less
 * than a timer for each, and slowness needs no finer measure.
 */
final class Patrol {
  /** How often it makes its round. */
  static final long ROUND_MILLIS = 250;

  private final Set<Watched> watched = new HashSet<>();

  void watch(Watched one) {
    watched.add(one);
  }

  void leave(Watched one) {
    watched.remove(one);
  }

  void round() {
    var now = System.nanoTime();
    // A look may end what it looks at, which takes it off the list.
    for (var one : watched.toArray(Watched[]::new)) {
      one.look(now);
    }
  }
}
