package dev.portcullis.gateway.revocation;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocations;
import dev.portcullis.kernel.port.Revocations.Standing;

/**
 * Refuses a caller whose credential was proven and counts no longer. To the caller a credential
 * that was taken back is one that is not valid, whoever took back what.
 */
record RevocationControl(Revocations revocations) implements Control.OfRequestHead {

  @Override
  public Verdict.OfHead onRequestHead(Exchange exchange) {
    return exchange
        .fact(Identity.class)
        .map(caller -> verdict(revocations.of(caller)))
        .orElseGet(Verdict::pass);
  }

  private static Verdict.OfHead verdict(Standing standing) {
    return switch (standing) {
      case Standing.Good _ -> Verdict.pass();
      case Standing.Revoked(var by) -> Verdict.deny(Reason.UNAUTHENTICATED, detail(by));
      case Standing.Ended _ -> Verdict.deny(Reason.UNAUTHENTICATED, "revocation: it has ended");
      case Standing.Unknown(var why) -> Verdict.deny(Reason.CONTROL_FAILED, "revocation: " + why);
    };
  }

  private static String detail(Revocation by) {
    return "revocation: by " + by.target().kind().word() + ": " + by.why();
  }
}
