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
 * @param speakers names of the controls that must have spoken at each stage
 */
public record Gate(
    String policy,
    String hash,
    Map<Stage, Set<Outcome>> accepted,
    Map<Stage, Set<String>> speakers) {

  public Gate {
    accepted = Map.copyOf(accepted);
    speakers = Map.copyOf(speakers);
  }

  /** A gate that asks of each stage how it ended, and not who spoke. */
  public Gate(String policy, String hash, Map<Stage, Set<Outcome>> accepted) {
    this(policy, hash, accepted, Map.of());
  }
}
