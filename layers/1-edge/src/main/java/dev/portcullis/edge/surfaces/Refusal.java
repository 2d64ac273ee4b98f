package dev.portcullis.edge.surfaces;

import dev.portcullis.kernel.Denial;

/** How refusals are written on a route where the surface has no shape of its own for them. */
@FunctionalInterface
public interface Refusal {

  /** Writes the refusal from its reason and violations, never from its detail. */
  Written write(Denial denial, String requestId);
}
