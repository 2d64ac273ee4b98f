package dev.portcullis.edge.upstream;

import dev.portcullis.edge.surfaces.oip.OipMetadata;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Invocation;
import dev.portcullis.kernel.port.ModelCatalog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers what describes local models, from the catalogue alone: no model runs. */
public final class CatalogBackend implements Backend {

  private final ModelCatalog catalog;

  public CatalogBackend(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public CompletionStage<? extends Reply> invoke(Invocation invocation) {
    try {
      return CompletableFuture.completedFuture(OipMetadata.describe(catalog, invocation.call()));
    } catch (DeniedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
