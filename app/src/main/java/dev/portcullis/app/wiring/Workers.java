package dev.portcullis.app.wiring;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The pool for work that would hold an event loop up. Full, it rejects: waiting is no answer. */
final class Workers implements Executor, AutoCloseable {

  static final int MAX_WAITING = 1_024;
  static final Duration LEAVE = Duration.ofSeconds(5);

  private final ThreadPoolExecutor pool;

  private Workers(ThreadPoolExecutor pool) {
    this.pool = pool;
  }

  /** One thread per core. */
  static Workers start() {
    var cores = Runtime.getRuntime().availableProcessors();
    var threads = Thread.ofPlatform().daemon().name("worker-", 0).factory();
    var queue = new ArrayBlockingQueue<Runnable>(MAX_WAITING);
    return new Workers(new ThreadPoolExecutor(cores, cores, 0, TimeUnit.SECONDS, queue, threads));
  }

  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  /** Tasks that no thread has taken yet. */
  int waiting() {
    return pool.getQueue().size();
  }

  /** Threads that are at work. */
  int busy() {
    return pool.getActiveCount();
  }

  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(LEAVE.toSeconds(), TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pool.shutdownNow();
    }
  }
}
