package dev.portcullis.kernel.port;

import dev.portcullis.kernel.call.Reply;
import java.util.concurrent.CompletionStage;

/** Runs a call on a model: in process, behind an upstream, or in a guard process. */
@FunctionalInterface
public interface Backend {

  /** Called on the exchange's loop, and never blocks it. A failure is a denial. */
  CompletionStage<? extends Reply> invoke(Invocation invocation);
}
