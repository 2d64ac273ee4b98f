package dev.portcullis.inference.runtime;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Content;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Inputs that wait for a run, and the one who waits for its outputs. */
record Job(
    List<Content.Tensor> inputs,
    Deadline deadline,
    CompletableFuture<List<Content.Tensor>> outputs) {

  /** Whether a run would be for somebody: he waits, and there is time left. */
  boolean isAwaited() {
    if (deadline.passed()) {
      outputs.completeExceptionally(
          new DeniedException(Reason.DEADLINE_EXCEEDED, "the model was not reached in time"));
    }
    return !outputs.isDone();
  }

  void answer(List<Content.Tensor> found) {
    if (!found.stream().allMatch(Finite::everywhere)) {
      fail(Reason.MODEL_FAILED, "the model answered NaN or an infinity");
    } else if (isAwaited()) {
      // The deadline was asked again: the process may have been paused while the model ran.
      outputs.complete(found);
    }
  }

  void fail(Reason reason, String detail) {
    outputs.completeExceptionally(new DeniedException(reason, detail));
  }
}
