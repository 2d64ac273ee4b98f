package dev.portcullis.monitoring.audit;

import dev.portcullis.monitoring.audit.LedgerStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Fails records whose deadline has passed while the writer hangs in the disk, which nothing can
 * interrupt. One look at intervals at all that wait is cheaper than a timer for each.
 */
final class DeadlineWatch {

  static final String OVERDUE = "the disk did not answer in time";

  private static final int LOOKS_PER_DEADLINE = 20;

  private final Queue<Pending> queue;
  private final Duration deadline;
  private final Health health;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ledger-watch").factory());

  /** The group that is being written. */
  private volatile List<Pending> writing = List.of();

  DeadlineWatch(Queue<Pending> queue, Duration deadline, Health health) {
    this.queue = queue;
    this.deadline = deadline;
    this.health = health;
  }

  void start() {
    long interval = Math.max(1, deadline.toMillis() / LOOKS_PER_DEADLINE);
    var _ = timer.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  void writing(List<Pending> group) {
    writing = group;
  }

  void refuseWriting(String why) {
    writing.forEach(pending -> pending.notRecorded(why));
  }

  void close() {
    timer.shutdownNow();
  }

  /** Only here does a stall begin and end, so that no two threads disagree on it. */
  private void look() {
    long now = System.nanoTime();
    boolean stalled = refuseOverdue(writing, now);
    refuseOverdue(queue, now);
    if (stalled) {
      health.become(State.STALLED, OVERDUE);
    } else if (health.is(State.STALLED)) {
      health.become(State.OPEN, "");
    }
  }

  private boolean refuseOverdue(Iterable<Pending> oldestFirst, long now) {
    boolean found = false;
    for (var pending : oldestFirst) {
      if (!pending.isOverdue(now, deadline.toNanos())) {
        return found;
      }
      pending.notRecorded(OVERDUE);
      found = true;
    }
    return found;
  }
}
