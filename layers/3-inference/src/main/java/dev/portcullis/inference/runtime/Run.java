package dev.portcullis.inference.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run of a model, which ends early when nobody waits for it any more. ONNX Runtime looks
 * between two operators whether it should end; a run that is stuck within one holds its thread.
 */
final class Run implements AutoCloseable {

  /** How long a run that was told to end may take to do so. */
  private static final int GRACE_SECONDS = 1;

  private enum State {
    AWAITED,
    ABANDONED,
    STUCK,
    OVER
  }

  private final AtomicInteger stuckRuns;
  private final OrtSession.RunOptions options;
  private State state = State.AWAITED;

  /**
   * A run.
   *
   * @param stuckRuns how many runs go on although they were told to end
   */
  Run(AtomicInteger stuckRuns) throws OrtException {
    this.stuckRuns = stuckRuns;
    this.options = new OrtSession.RunOptions();
  }

  OrtSession.RunOptions options() {
    return options;
  }

  /** Whoever waited is gone. May come from any thread and at any time, even after the end. */
  synchronized void abandon() {
    if (state != State.AWAITED) {
      return;
    }
    state = State.ABANDONED;
    CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS).execute(this::judge);
    try {
      options.setTerminate(true);
    } catch (OrtException e) {
      throw new IllegalStateException("the run can't be ended", e);
    }
  }

  private synchronized void judge() {
    if (state == State.ABANDONED) {
      state = State.STUCK;
      stuckRuns.incrementAndGet();
    }
  }

  @Override
  public synchronized void close() {
    if (state == State.STUCK) {
      stuckRuns.decrementAndGet();
    }
    state = State.OVER;
    options.close();
  }
}
