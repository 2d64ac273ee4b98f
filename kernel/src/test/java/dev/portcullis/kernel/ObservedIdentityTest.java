package dev.portcullis.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.receipt.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is tried out at IDENTIFY says who calls, and nobody is let in on its word. */
final class ObservedIdentityTest {

  private final TestRoad road = new TestRoad();

  @Test
  void anObservedIdentity_letsNobodyIn() {
    road.with(observedIdentity());

    var record = road.serve();

    assertThat(road.modelCalls).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.UNAUTHENTICATED);
    assertThat(record.identity()).isEmpty();
    assertThat(record.trail()).extracting(s -> s.verdict().word()).containsExactly("pass");
  }

  @Test
  void anObservedIdentity_isNoSecondPrincipal_andWhatItReservedIsSettled() {
    var settled = new ArrayList<Integer>();
    road.identified().with(observedIdentity(ended -> settled.add(ended.status())));
    road.accepted.put(Stage.IDENTIFY, Set.of(Outcome.ALLOW, Outcome.OBSERVED));

    var record = road.serve();

    assertThat(record.status()).isEqualTo(200);
    assertThat(record.identity()).contains(TestRoad.ALICE);
    assertThat(settled).containsExactly(200);
  }

  @Test
  void anObservedIdentity_doesNotFillTheStage_whereThePolicyWantsItEnforced() {
    road.access = Route.Access.ANONYMOUS;
    road.with(observedIdentity());
    road.accepted.put(Stage.IDENTIFY, Set.of(Outcome.ALLOW));

    road.serve();

    assertThat(road.modelCalls).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.RECEIPT_REFUSED);
  }

  private static Installed observedIdentity() {
    return observedIdentity(Settlement.NONE);
  }

  private static Installed observedIdentity(Settlement settlement) {
    var mallory = new Identity("mallory", "kid2", "free", List.of("*"), List.of("inference:*"));
    return new Installed(
        "token",
        Stage.IDENTIFY,
        Mode.OBSERVE,
        OnError.DENY,
        (Control.OfRequestHead) _ -> new Verdict.Pass(List.of(mallory), settlement));
  }
}
