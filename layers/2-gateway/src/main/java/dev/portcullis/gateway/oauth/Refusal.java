package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.Challenge;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import java.util.List;

/**
 * The two ways in which a token is refused. What they say is for the audit: constant words, since
 * everything that a token says may be its forger's.
 */
final class Refusal {

  private Refusal() {}

  /** The token does not count. */
  static DeniedException invalid(String why) {
    return new DeniedException(
        Denial.of(Reason.UNAUTHENTICATED, "access-token: " + why)
            .withFacts(List.of(Challenge.INVALID_TOKEN)));
  }

  /** Nobody can say now whether the token counts. */
  static DeniedException undecided(String why) {
    return new DeniedException(Reason.CONTROL_FAILED, "access-token: " + why);
  }
}
