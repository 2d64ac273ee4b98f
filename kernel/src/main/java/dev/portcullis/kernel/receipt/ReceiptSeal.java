package dev.portcullis.kernel.receipt;

import dev.portcullis.kernel.call.Call;
import java.time.Clock;
import java.util.List;

/** Seals receipts on the gateway's side. */
public final class ReceiptSeal {

  private final ReceiptKey key;
  private final Clock clock;

  public ReceiptSeal(ReceiptKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /**
   * The receipt of a call that passed these slots.
   *
   * @param bound who and where
   * @param received digest of the call as it was parsed
   * @param forwarded digest of the call as controls left it
   */
  public Receipt seal(Bound bound, Call call, List<Slot> slots, String received, String forwarded) {
    var open =
        new Receipt(
            bound.exchange(),
            bound.route(),
            bound.policyHash(),
            bound.subject(),
            call.model(),
            received,
            forwarded,
            clock.instant(),
            slots,
            "");
    return new Receipt(
        open.exchange(),
        open.route(),
        open.policyHash(),
        open.subject(),
        open.model(),
        received,
        forwarded,
        open.sealedAt(),
        slots,
        key.tag(open));
  }

  /** Who and where a receipt is bound to. */
  public record Bound(String exchange, String route, String policyHash, String subject) {}
}
