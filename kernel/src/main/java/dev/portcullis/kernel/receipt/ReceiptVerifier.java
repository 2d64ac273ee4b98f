package dev.portcullis.kernel.receipt;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.call.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Layer 3's own check, before any model call, that nothing was left out. It trusts no flag and no
 * early return of the layers before it: what the receipt does not prove has not happened.
 */
public final class ReceiptVerifier {

  /** A receipt is for the call at hand; one older than this was kept. */
  public static final Duration MAX_AGE = Duration.ofSeconds(30);

  private final ReceiptKey key;
  private final Function<String, Optional<Gate>> gates;
  private final Clock clock;

  /**
   * A verifier.
   *
   * @param gates what each policy demands, by policy hash; empty for a policy that is not in force
   */
  public ReceiptVerifier(ReceiptKey key, Function<String, Optional<Gate>> gates, Clock clock) {
    this.key = key;
    this.gates = gates;
    this.clock = clock;
  }

  /**
   * Returns if the receipt proves that this call passed every stage its policy demands.
   *
   * @throws DeniedException otherwise, with {@link Reason#RECEIPT_REFUSED}
   */
  public void verify(Receipt receipt, Call call) {
    require(equal(receipt.tag(), key.tag(receipt)), "the chain does not hold");
    var age = Duration.between(receipt.sealedAt(), clock.instant());
    require(age.abs().compareTo(MAX_AGE) <= 0, "sealed " + age + " ago");
    require(receipt.model().equals(call.model()), "sealed for another model");
    require(equal(receipt.forwarded(), CallDigest.of(call)), "sealed for another call");
    var gate =
        gates
            .apply(receipt.policyHash())
            .orElseThrow(() -> refused("policy " + receipt.policyHash() + " is not in force"));
    Stage.GATED.forEach(stage -> requireSlot(receipt, stage, gate.accepted()));
    gate.speakers().forEach((stage, names) -> requireSpoken(receipt, stage, names));
  }

  private static void requireSlot(Receipt receipt, Stage stage, Map<Stage, Set<Outcome>> accepted) {
    var outcomes = new EnumMap<Stage, Outcome>(Stage.class);
    for (var slot : receipt.slots()) {
      require(outcomes.put(slot.stage(), slot.outcome()) == null, stage + " stands twice");
    }
    var outcome = Optional.ofNullable(outcomes.get(stage));
    var demanded = accepted.getOrDefault(stage, Set.of());
    require(outcome.isPresent() || demanded.isEmpty(), stage + " is absent");
    outcome.ifPresent(
        o -> require(o == Outcome.ALLOW || demanded.contains(o), stage + " says " + o));
  }

  private static void requireSpoken(Receipt receipt, Stage stage, Set<String> names) {
    for (var name : names) {
      var spoke = receipt.slots().stream().anyMatch(s -> s.stage() == stage && s.spoke(name));
      require(spoke, name + " has not spoken at " + stage);
    }
  }

  private static boolean equal(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw refused(otherwise);
    }
  }

  private static DeniedException refused(String why) {
    return DeniedException.unreached(Reason.RECEIPT_REFUSED, "receipt: " + why);
  }
}
