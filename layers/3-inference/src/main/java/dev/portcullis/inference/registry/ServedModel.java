package dev.portcullis.inference.registry;

import dev.portcullis.inference.runtime.OnnxBackend;
import dev.portcullis.kernel.port.ModelCatalog;

/**
 * A model that is served.
 *
 * @param sha256 digest of the file that runs
 * @param bytes size of that file
 * @param maxRows most rows of one run; 1 where calls don't share one
 */
public record ServedModel(
    ModelCatalog.Model model, String sha256, long bytes, long maxRows, OnnxBackend backend)
    implements AutoCloseable {

  /** Lets runs under way end, and then frees the model. */
  @Override
  public void close() {
    backend.close();
  }
}
