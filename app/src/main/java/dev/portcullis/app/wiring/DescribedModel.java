package dev.portcullis.app.wiring;

import dev.portcullis.edge.surfaces.oip.OipMetadata;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Invocation;
import dev.portcullis.kernel.port.ModelCatalog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A model that is asked to run by those who want it run, while those who want it described are
 * answered from the catalogue.
 */
record DescribedModel(ModelCatalog catalog, Backend model) implements Backend {

  /** For calls about the server itself, which no model runs. */
  static Backend server(ModelCatalog catalog) {
    return new DescribedModel(
        catalog,
        _ ->
            CompletableFuture.failedFuture(
                new DeniedException(Reason.NOT_FOUND, "the call names no model")));
  }

  @Override
  public CompletionStage<? extends Reply> invoke(Invocation invocation) {
    var call = invocation.call();
    return call.operation() == Operation.DESCRIBE
        ? CompletableFuture.completedFuture(OipMetadata.describe(catalog, call))
        : model.invoke(invocation);
  }
}
