package dev.portcullis.gateway.revocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Tells other gateways at once what was written, so that they need not wait for their next look.
 */
interface Push extends AutoCloseable {

  /** Where nobody is told: every gateway looks for itself. */
  Push NONE = new None();

  /** Begins to listen: to what others tell, and whether it comes through. */
  void listen(Consumer<Change> changes, Feed feed);

  /** Tells the others. A failure is no loss: they look into the log themselves. */
  CompletionStage<?> tell(Change change);

  @Override
  void close();

  /** Nobody to tell. */
  record None() implements Push {

    @Override
    public void listen(Consumer<Change> changes, Feed feed) {}

    @Override
    public CompletionStage<?> tell(Change change) {
      return CompletableFuture.completedStage(change);
    }

    @Override
    public void close() {}
  }
}
