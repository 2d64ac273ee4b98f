package dev.portcullis.kernel;

import java.util.concurrent.CompletionStage;

/** The straight road: one exchange through every control to the model and back. */
@FunctionalInterface
public interface Road {

  /** Walks one exchange to its end, on its loop. The stage never fails: a failure is a refusal. */
  CompletionStage<ExchangeRecord> serve(Exchange exchange, Wire wire);
}
