package dev.portcullis.kernel.receipt;

import dev.portcullis.kernel.Stage;
import java.util.Map;
import java.util.Set;

/**
 * What a policy demands of a receipt.
 *
 * @param policy the policy's name
 * @param hash digest of the policy, so that a receipt of another policy is worth nothing
 * @param accepted outcomes that each gated stage may have; no entry: the stage may be absent,
 *     because the policy says so in words ({@code unprotected: [FIREWALL]})
 */
public record Gate(String policy, String hash, Map<Stage, Set<Outcome>> accepted) {
  public Gate {
    accepted = Map.copyOf(accepted);
  }
}
