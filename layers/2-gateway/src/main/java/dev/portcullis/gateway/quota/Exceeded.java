package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import java.util.List;

/** The refusal of one who has used up a limit. */
final class Exceeded {

  private Exceeded() {}

  static Verdict.Deny denial(QuotaState state) {
    var tightest = state.windows().getFirst();
    var detail = "limit " + tightest.policy() + " of " + tightest.limit() + " is used up";
    return new Verdict.Deny(Denial.of(Reason.QUOTA_EXCEEDED, detail).withFacts(List.of(state)));
  }
}
