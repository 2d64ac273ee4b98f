package dev.portcullis.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Brings what was done elsewhere back to an exchange's loop, and failures to denials. */
final class Homeward {

  private Homeward() {}

  /** What is asked, completing on the loop, and failing with a denial if it fails. */
  static <T> CompletionStage<T> to(
      Executor loop, Supplier<CompletionStage<T>> asked, Reason otherwise) {
    CompletableFuture<T> future;
    try {
      future = asked.get().toCompletableFuture();
    } catch (RuntimeException e) {
      throw new DeniedException(denialOf(e, otherwise));
    }
    if (future.isDone() && !future.isCompletedExceptionally()) {
      return future;
    }
    return future.handleAsync(
        (value, failure) -> {
          if (failure != null) {
            throw new DeniedException(denialOf(failure, otherwise));
          }
          return value;
        },
        loop);
  }

  private static Denial denialOf(Throwable failure, Reason otherwise) {
    return failure instanceof TimeoutException
        ? Denial.of(Reason.DEADLINE_EXCEEDED, "no answer within the route's deadline")
        : DeniedException.denialOf(failure, otherwise);
  }
}
