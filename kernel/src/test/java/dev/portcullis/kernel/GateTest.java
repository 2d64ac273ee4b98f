package dev.portcullis.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.receipt.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 6 slots × {allow, deny, error, absent} = 4,096 roads: exactly one leads to the model. */
final class GateTest {

  private enum Behaviour {
    ALLOW,
    DENY,
    ERROR,
    ABSENT
  }

  @Test
  void ofAll4096Combinations_exactlyOneReachesTheModel() {
    var behaviours = Behaviour.values();
    var reached = new ArrayList<List<Behaviour>>();

    for (int number = 0; number < 4096; number++) {
      var combination = new ArrayList<Behaviour>();
      for (int slot = 0; slot < Stage.GATED.size(); slot++) {
        combination.add(behaviours[(number >> (2 * slot)) & 3]);
      }
      if (reachesTheModel(combination)) {
        reached.add(combination);
      }
    }

    assertThat(reached).containsExactly(java.util.Collections.nCopies(6, Behaviour.ALLOW));
  }

  @Test
  void aStageWhereNotEveryDemandedControlSpoke_doesNotReachTheModel() {
    var road = new TestRoad().identified();
    road.accepted.put(Stage.IDENTIFY, Set.of(Outcome.ALLOW));
    road.speakers.put(Stage.IDENTIFY, Set.of("apikey", "mtls"));

    road.serve();

    assertThat(road.modelCalls).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.RECEIPT_REFUSED);
  }

  private static boolean reachesTheModel(List<Behaviour> combination) {
    var road = new TestRoad();
    // Anonymous, so that an absent IDENTIFY is the receipt's to refuse and not the pipeline's.
    road.access = Route.Access.ANONYMOUS;
    for (int slot = 0; slot < combination.size(); slot++) {
      var stage = Stage.GATED.get(slot);
      road.accepted.put(stage, Set.of(Outcome.ALLOW));
      road.speakers.put(stage, Set.of(stage.name()));
      install(road, stage, combination.get(slot));
    }
    var record = road.serve();
    assertThat(road.modelCalls.isEmpty()).isEqualTo(record.status() != 200);
    return !road.modelCalls.isEmpty();
  }

  private static void install(TestRoad road, Stage stage, Behaviour behaviour) {
    var name = stage.name();
    switch (behaviour) {
      case ALLOW -> road.with(name, stage, saying(stage, Verdict.pass()));
      case DENY -> road.with(name, stage, saying(stage, Verdict.deny(Reason.BLOCKED, "test")));
      case ERROR -> road.with(name, stage, failing(stage));
      case ABSENT -> {}
    }
  }

  /** The kind that really stands at this stage: the first three see heads, the others calls. */
  private static Control saying(Stage stage, Verdict.OfHead verdict) {
    return stage.compareTo(Stage.LIMIT) <= 0
        ? (Control.OfRequestHead) _ -> verdict
        : (Control.OfRequest) (_, _) -> verdict;
  }

  private static Control failing(Stage stage) {
    return stage.compareTo(Stage.LIMIT) <= 0
        ? (Control.OfRequestHead)
            _ -> {
              throw new IllegalStateException("broken on purpose");
            }
        : (Control.OfRequest)
            (_, _) -> {
              throw new IllegalStateException("broken on purpose");
            };
  }
}
