package dev.portcullis.gateway.oauth;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How often keys were asked for, and what came of it. */
final class KeyCounts {

  private final LongAdder fetches = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder poisoned = new LongAdder();
  private final LongAdder demands = new LongAdder();

  void tried() {
    fetches.increment();
  }

  void failed() {
    failures.increment();
  }

  void poisoned() {
    poisoned.increment();
  }

  void demanded() {
    demands.increment();
  }

  KeyStatus status(KeyStatus.State state, String trouble, Collection<String> ids, long age) {
    return new KeyStatus(
        state,
        trouble,
        List.copyOf(ids),
        age,
        fetches.sum(),
        failures.sum(),
        poisoned.sum(),
        demands.sum());
  }
}
