package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Proves who calls by an access token. A request without one, or with a key of ours, passes without
 * an identity, for another control to prove. It waits only for an issuer, and for a worker where a
 * signature is costly to look at: a token that was proven before is judged at once.
 */
final class AccessTokenControl implements Control.OfRequestHeadLater {

  static final Duration DEADLINE = Duration.ofSeconds(10);
  static final int MAX_WAITING = 512;

  private final TokenProver prover;

  AccessTokenControl(TokenProver prover) {
    this.prover = prover;
  }

  @Override
  public Duration deadline() {
    return DEADLINE;
  }

  @Override
  public int bulkhead() {
    return MAX_WAITING;
  }

  @Override
  public CompletionStage<? extends Verdict.OfHead> onRequestHead(Exchange exchange) {
    try {
      return switch (Shown.in(exchange.head().headers())) {
        case Shown.Foreign _ -> CompletableFuture.completedStage(Verdict.pass());
        case Shown.Ambiguous _ -> CompletableFuture.completedStage(ambiguous());
        case Shown.Signed(var text) -> verdict(prover.signed(text));
        case Shown.Opaque(var text) -> verdict(prover.opaque(text));
      };
    } catch (DeniedException e) {
      return CompletableFuture.completedStage(new Verdict.Deny(e.denial()));
    }
  }

  private static CompletionStage<? extends Verdict.OfHead> verdict(
      CompletionStage<Identity> proof) {
    return proof.handle(
        (caller, failure) -> failure == null ? Verdict.pass(caller) : deny(failure));
  }

  private static Verdict.OfHead deny(Throwable failure) {
    var denial = DeniedException.denialOf(failure, Reason.CONTROL_FAILED);
    // An issuer that cannot be asked is a control that cannot decide, whatever the way out says.
    return switch (denial.reason()) {
      case UNAUTHENTICATED, CONTROL_FAILED -> new Verdict.Deny(denial);
      default -> Verdict.deny(Reason.CONTROL_FAILED, "access-token: " + denial.detail());
    };
  }

  private static Verdict.OfHead ambiguous() {
    return Verdict.deny(Reason.MALFORMED, "access-token: more than one credential");
  }
}
