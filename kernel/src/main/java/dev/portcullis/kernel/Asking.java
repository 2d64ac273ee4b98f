package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Window;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks one control, and fails closed: whatever is thrown, comes too late or is no verdict at all is
 * {@code Deny(CONTROL_FAILED)}. The stages it returns never fail.
 */
final class Asking {

  private Asking() {}

  static CompletableFuture<Verdict> aboutHead(Post post, Exchange exchange) {
    return switch (post.control()) {
      case Control.OfRequestHead now -> at(() -> now.onRequestHead(exchange));
      case Control.OfRequestHeadLater later ->
          later(post, later, exchange, () -> later.onRequestHead(exchange));
      default -> throw misplaced(post);
    };
  }

  static CompletableFuture<Verdict> aboutCall(Post post, Exchange exchange, Call call) {
    return switch (post.control()) {
      case Control.OfRequest now -> at(() -> now.onRequest(exchange, call));
      case Control.OfRequestLater later ->
          later(post, later, exchange, () -> later.onRequest(exchange, call));
      default -> throw misplaced(post);
    };
  }

  static CompletableFuture<Verdict> aboutReply(Post post, Exchange exchange, Answer answer) {
    return switch (post.control()) {
      case Control.OfReply now -> at(() -> now.onReply(exchange, answer));
      case Control.OfReplyLater later ->
          later(post, later, exchange, () -> later.onReply(exchange, answer));
      default -> throw misplaced(post);
    };
  }

  static Verdict aboutWindow(Post post, Exchange exchange, Window window) {
    return post.control() instanceof Control.OfReplyStream stream
        ? at(() -> stream.onReplyWindow(exchange, window)).join()
        : Verdict.deny(Reason.CONTROL_FAILED, post.name() + " does not judge streams");
  }

  private static CompletableFuture<Verdict> at(Supplier<? extends @Nullable Verdict> control) {
    return CompletableFuture.completedFuture(verdictOf(control));
  }

  @SuppressWarnings("CatchingUnchecked") // Errors of linkage or stack are failures of the control.
  private static Verdict verdictOf(Supplier<? extends @Nullable Verdict> control) {
    try {
      var verdict = control.get();
      return verdict == null ? failed("gave no verdict") : verdict;
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      return failed(e);
    }
  }

  private static CompletableFuture<Verdict> later(
      Post post,
      Control.Waiting control,
      Exchange exchange,
      Supplier<? extends @Nullable CompletionStage<? extends Verdict>> asked) {
    if (!post.bulkhead().tryAcquire()) {
      return CompletableFuture.completedFuture(failed("bulkhead of " + control.bulkhead()));
    }
    // The slot is freed when the control is done, not when we stop waiting: what hangs stays
    // counted.
    var stage = stageOf(asked).whenComplete((_, _) -> post.bulkhead().release());
    return stage.isDone() ? stage : within(control.deadline(), stage, exchange);
  }

  private static CompletableFuture<Verdict> stageOf(
      Supplier<? extends @Nullable CompletionStage<? extends Verdict>> asked) {
    try {
      var stage = asked.get();
      return stage == null
          ? CompletableFuture.completedFuture(failed("gave no stage"))
          : stage
              .<Verdict>handle((verdict, failure) -> settled(verdict, failure))
              .toCompletableFuture();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      return CompletableFuture.completedFuture(failed(e));
    }
  }

  private static Verdict settled(@Nullable Verdict verdict, @Nullable Throwable failure) {
    if (failure != null) {
      return failed(failure);
    }
    return verdict == null ? failed("gave no verdict") : verdict;
  }

  private static CompletableFuture<Verdict> within(
      Duration deadline, CompletableFuture<Verdict> stage, Exchange exchange) {
    var bounded = Overdue.within(deadline, stage);
    var _ =
        stage.thenAccept(verdict -> {
          if (!bounded.complete(verdict) && bounded.isCompletedExceptionally()) {
            oweLate(verdict, exchange);
          }
        });
    return bounded.exceptionally(
        e -> e instanceof TimeoutException ? failed("no verdict in " + deadline) : failed(e));
  }

  /** Nobody waits for this verdict any more; what was reserved for it must be given back. */
  private static void oweLate(Verdict verdict, Exchange exchange) {
    if (verdict instanceof Verdict.Pass(_, var settlement)) {
      exchange.loop().execute(() -> exchange.owe(settlement));
    }
  }

  private static Verdict failed(Throwable failure) {
    return new Verdict.Deny(DeniedException.denialOf(failure, Reason.CONTROL_FAILED));
  }

  private static Verdict failed(String how) {
    return Verdict.deny(Reason.CONTROL_FAILED, how);
  }

  private static IllegalStateException misplaced(Post post) {
    return new IllegalStateException(post.name() + " stands where its kind is not asked");
  }
}
