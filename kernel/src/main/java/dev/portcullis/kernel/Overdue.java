package dev.portcullis.kernel;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/**
 * Ends what takes too long. One thread looks at all that is under way every few milliseconds: a
 * request pays an entry in a queue for its deadline, and nobody is woken for it, as {@link
 * CompletableFuture#orTimeout} wakes its timer's thread for every one.
 */
public final class Overdue {

  /** How much later than its deadline a future may end. */
  static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private static final Queue<Entry> UNDER_WAY = new ConcurrentLinkedQueue<>();

  static {
    Thread.ofPlatform().daemon().name("overdue").start(Overdue::look);
  }

  private record Entry(long deadlineNanos, CompletableFuture<?> future) {}

  private Overdue() {}

  /** The same, or a {@link TimeoutException} when the time is over. */
  public static <T> CompletableFuture<T> within(Duration left, CompletableFuture<T> future) {
    if (future.isDone()) {
      return future;
    }
    var bounded = future.copy();
    UNDER_WAY.add(new Entry(System.nanoTime() + left.toNanos(), bounded));
    return bounded;
  }

  private static void look() {
    while (true) {
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException _) {
        // Nobody has a reason to: without this thread nothing would ever be given up.
        continue;
      }
      var now = System.nanoTime();
      UNDER_WAY.removeIf(entry -> isOver(entry, now));
    }
  }

  private static boolean isOver(Entry entry, long now) {
    if (!entry.future().isDone() && now - entry.deadlineNanos() >= 0) {
      entry.future().completeExceptionally(new TimeoutException());
    }
    return entry.future().isDone();
  }
}
