package dev.portcullis.kernel.receipt;

import dev.portcullis.kernel.call.ModelRef;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Proof that a call passed every gateway stage its policy names.
 *
 * <p>Each slot is chained to the one before: r_i = HMAC-SHA-256(r_{i-1}, slot_i), as in macaroons
 * (Birgisson et al., NDSS 2014); r_0 is keyed by a secret of this process's generation, and the
 * last link binds who, what, where and when. It proves that nothing was left out, not that the
 * gateway is uncompromised.
 *
 * @param received digest of the call as it was parsed, hexadecimal
 * @param forwarded digest of the call as controls left it
 * @param tag the last link of the chain, hexadecimal
 */
public record Receipt(
    String exchange,
    String route,
    String policyHash,
    String subject,
    ModelRef model,
    String received,
    String forwarded,
    Instant sealedAt,
    List<Slot> slots,
    String tag) {

  static final HexFormat HEX = HexFormat.of();

  public Receipt {
    slots = List.copyOf(slots);
  }
}
