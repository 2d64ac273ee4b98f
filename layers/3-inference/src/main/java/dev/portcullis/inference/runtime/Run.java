package dev.portcullis.inference.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run of a model, which ends early when nobody waits for it any more. ONNX Runtime looks
 * between two operators whether it should end; a run that is stuck within one holds its thread.
 */
final class Run implements AutoCloseable {

  private enum State {
    AWAITED,
    ABANDONED,
    OVER
  }

  private final AtomicInteger abandonedRuns;
  private final OrtSession.RunOptions options;
  private State state = State.AWAITED;

  /**
   * A run.
   *
   * @param abandonedRuns how many runs go on that nobody waits for
   */
  Run(AtomicInteger abandonedRuns) throws OrtException {
    this.abandonedRuns = abandonedRuns;
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
    abandonedRuns.incrementAndGet();
    try {
      options.setTerminate(true);
    } catch (OrtException e) {
      throw new IllegalStateException("the run can't be ended", e);
    }
  }

  @Override
  public synchronized void close() {
    if (state == State.ABANDONED) {
      abandonedRuns.decrementAndGet();
    }
    state = State.OVER;
    options.close();
  }
}
