package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Part;
import java.util.List;

/** What a control says. The pipeline, and nobody else, acts on it. */
public sealed interface Verdict {

  /** What a control that saw only the head can say: there is no call yet to rewrite. */
  sealed interface OfHead extends Verdict {}

  /** Nothing against it. */
  record Pass(List<Fact> facts, Settlement settlement) implements OfHead {
    static final Pass PLAIN = new Pass(List.of(), Settlement.NONE);

    public Pass {
      facts = List.copyOf(facts);
    }
  }

  /** Nothing against it, but something to know. */
  record Flag(Finding finding) implements OfHead {}

  /** No. */
  record Deny(Denial denial) implements OfHead {}

  /** Yes, with these parts in place of the ones at the same pointers. */
  record Rewrite(List<Part> parts, Finding finding) implements Verdict {
    public Rewrite {
      parts = List.copyOf(parts);
    }
  }

  static Pass pass() {
    return Pass.PLAIN;
  }

  static Pass pass(Fact... facts) {
    return new Pass(List.of(facts), Settlement.NONE);
  }

  static Deny deny(Reason reason, String detail) {
    return new Deny(Denial.of(reason, detail));
  }

  /** The word that stands for the verdict in receipts, metrics and the ledger. */
  default String word() {
    return switch (this) {
      case Pass _ -> "pass";
      case Flag _ -> "flag";
      case Deny _ -> "deny";
      case Rewrite _ -> "rewrite";
    };
  }
}
