package dev.portcullis.app.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps a verb alive until the process is told to end, and lets it end in order. */
final class Running {

  private Running() {}

  /** Returns never: a signal closes what runs, and then the process is over. */
  static void untilStopped(AutoCloseable running) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> close(running)));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable running) {
    try {
      running.close();
    } catch (Exception e) {
      System.err.println("portcullis: not everything ended well: " + e.getMessage());
    }
  }
}
