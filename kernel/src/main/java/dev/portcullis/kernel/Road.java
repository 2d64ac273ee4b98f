package dev.portcullis.kernel;

import java.util.concurrent.CompletionStage;

/** The straight road: one exchange through every control to the model and back. */
public interface Road {

  /** Walks one exchange through every control to the model and back, and never fails. */
  CompletionStage<ExchangeRecord> serve(Exchange exchange, Wire wire);
}
