package dev.portcullis.inference.guard;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Invocation;
import dev.portcullis.kernel.receipt.ReceiptVerifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The one door to every model. The backends behind it are in nobody else's hands, and none is asked
 * before the receipt was verified against the call at hand; any doubt is a refusal. It never
 * changes: another configuration has another guard, and calls under way end behind the one at which
 * they were sealed.
 */
public final class GuardedBackend implements Backend {

  /** Calls up to this size are digested on the event loop, in about 0.1 ms; larger ones are not. */
  static final long MAX_INLINE_BYTES = 64 * 1024;

  /** The name under which a backend runs every model that nobody is named for: an upstream. */
  public static final String ANY_MODEL = "*";

  private final ReceiptVerifier verifier;
  private final Executor workers;
  private final Map<String, Backend> backends;

  /**
   * A guard.
   *
   * @param backends who runs which model, by the model's name
   * @param workers bounded pool that digests large calls
   */
  public GuardedBackend(
      ReceiptVerifier verifier, Map<String, ? extends Backend> backends, Executor workers) {
    this.verifier = verifier;
    this.backends = Map.copyOf(backends);
    this.workers = workers;
  }

  @Override
  public CompletionStage<? extends Reply> invoke(Invocation invocation) {
    var arrivedNanos = System.nanoTime();
    try {
      if (invocation.call().bytes() <= MAX_INLINE_BYTES) {
        verify(invocation);
        return pass(invocation, arrivedNanos);
      }
      return CompletableFuture.runAsync(() -> verify(invocation), workers)
          .thenComposeAsync(_ -> pass(invocation, arrivedNanos), invocation.loop());
    } catch (RejectedExecutionException _) {
      return refused(Reason.OVERLOADED, "guard: every worker is busy");
    } catch (DeniedException e) {
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      return refused(Reason.RECEIPT_REFUSED, "receipt: unreadable: " + e.getClass().getName());
    }
  }

  private void verify(Invocation invocation) {
    try {
      // A receipt speaks for one exchange; that it fits the call of another is no comfort.
      if (!invocation.receipt().exchange().equals(invocation.exchange())) {
        throw DeniedException.unreached(
            Reason.RECEIPT_REFUSED, "receipt: sealed for another exchange");
      }
      verifier.verify(invocation.receipt(), invocation.call());
    } catch (DeniedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw DeniedException.unreached(
          Reason.RECEIPT_REFUSED, "receipt: unreadable: " + e.getClass().getName());
    }
  }

  /** Only {@link #invoke} comes here, and only after {@link #verify}. */
  private CompletionStage<Reply> pass(Invocation invocation, long arrivedNanos) {
    // The clock is read again: a digest, or a pause of the whole process, may have used it up.
    var left = invocation.remaining().minusNanos(System.nanoTime() - arrivedNanos);
    if (left.isNegative() || left.isZero()) {
      return refused(Reason.DEADLINE_EXCEEDED, "guard: nothing left for the model");
    }
    return Optional.ofNullable(backends.get(invocation.call().model().name()))
        .or(() -> Optional.ofNullable(backends.get(ANY_MODEL)))
        .map(backend -> ask(backend, invocation.within(left)))
        .orElseGet(() -> refused(Reason.NOT_FOUND, "guard: nobody runs this model"));
  }

  private static CompletionStage<Reply> ask(Backend backend, Invocation invocation) {
    try {
      return backend.invoke(invocation).thenApply(reply -> reply);
    } catch (DeniedException e) {
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(
          new DeniedException(Reason.MODEL_FAILED, "backend threw " + e.getClass().getName()));
    }
  }

  private static CompletionStage<Reply> refused(Reason reason, String detail) {
    return CompletableFuture.failedFuture(DeniedException.unreached(reason, detail));
  }
}
