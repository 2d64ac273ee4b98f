package dev.portcullis.bench.ledger;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets so many in at once. Who sends them in is woken when half of them have left, not for each:
 * else waking him would be most of what is measured.
 */
final class Door {

  private final int most;
  private final Thread sender;
  private final AtomicInteger inside = new AtomicInteger();

  Door(int most, Thread sender) {
    this.most = most;
    this.sender = sender;
  }

  /** Waits until there is room. The sender's alone. */
  void enter() {
    while (inside.get() >= most) {
      LockSupport.park(this);
    }
    inside.incrementAndGet();
  }

  void leave() {
    int left = inside.decrementAndGet();
    if (left == most / 2 || left == 0) {
      LockSupport.unpark(sender);
    }
  }

  /** Waits until all have left. The sender's alone. */
  void awaitEmpty() {
    while (inside.get() > 0) {
      LockSupport.park(this);
    }
  }
}
