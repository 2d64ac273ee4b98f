package dev.portcullis.monitoring.audit;

import java.time.Duration;

/** Hears of every group that became durable, on the writer's thread; must return at once. */
@FunctionalInterface
public interface CommitListener {
  void committed(int records, Duration took);
}
