package dev.portcullis.monitoring.audit;

/** Hears of every group that became durable, on the writer's thread; must return at once. */
@FunctionalInterface
public interface CommitListener {
  void committed(Commit commit);
}
