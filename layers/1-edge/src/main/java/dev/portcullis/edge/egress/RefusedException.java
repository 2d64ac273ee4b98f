package dev.portcullis.edge.egress;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;

/** A place that may not be fetched from. What it says is for the audit, and names no address. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedException(String found) {
    super("fetch: " + found, null, false, false);
  }

  DeniedException denied() {
    return new DeniedException(Reason.FETCH_REFUSED, String.valueOf(getMessage()));
  }
}
