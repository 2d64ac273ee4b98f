package dev.portcullis.kernel;

import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.Ledger;
import dev.portcullis.kernel.port.Witness;
import dev.portcullis.kernel.receipt.ReceiptSeal;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What a pipeline works with, the same for every route.
 *
 * @param backend verifies the receipt and runs the model
 * @param workers bounded pool for bodies too large to judge on an event loop
 */
public record Surroundings(
    Backend backend,
    Ledger ledger,
    List<Witness> witnesses,
    Containment containment,
    ReceiptSeal seal,
    Executor workers) {

  public Surroundings {
    witnesses = List.copyOf(witnesses);
  }
}
