package dev.portcullis.gateway.containment;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.port.Containment;

/** Denies what a measure holds back, by as much of the caller as is known where it stands. */
record ContainmentControl(Containment containment) implements Control.OfRequestHead {

  @Override
  public Verdict.OfHead onRequestHead(Exchange exchange) {
    return containment
        .on(exchange)
        .<Verdict.OfHead>map(
            measure -> Verdict.deny(Reason.CONTAINED, "containment: " + measure.why()))
        .orElseGet(Verdict::pass);
  }
}
