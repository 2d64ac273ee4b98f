package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for the log beside writing it, at intervals and on a thread of its own. */
final class Keeper {

  private static final Logger LOG = LoggerFactory.getLogger(FileLedger.class);
  private static final long FLUSH_MILLIS = 1_000;
  private static final long LOOK_MILLIS = 5_000;
  private static final long LEAVE_MILLIS = 5_000;

  private final Space space;
  private final Strangers strangers;
  private final Retention retention;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ledger-keeper").factory());

  Keeper(Space space, Strangers strangers, Retention retention) {
    this.space = space;
    this.strangers = strangers;
    this.retention = retention;
  }

  void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> unbroken(this::flush), 0, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    var _ =
        timer.scheduleWithFixedDelay(
            () -> unbroken(retention::look), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends what is under way, and records what was counted. */
  void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(LEAVE_MILLIS, TimeUnit.MILLISECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    strangers.close();
  }

  private void flush() throws IOException {
    space.look();
    strangers.flush();
  }

  /** One look. */
  private interface Look {
    void take() throws IOException;
  }

  /** A look that fails is told, and taken again: a timer forgets a task that has thrown. */
  private static void unbroken(Look look) {
    try {
      look.take();
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().setCause(e).log("ledger upkeep");
    }
  }
}
