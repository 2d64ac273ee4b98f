package dev.portcullis.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was reserved is settled once, however the exchange ends. */
final class SettlementTest {

  private final TestRoad road = new TestRoad();

  @Test
  void settlements_runExactlyOnce_howeverTheExchangeEnds() {
    var settled = new ArrayList<Integer>();
    Control.OfRequestHead reserving =
        _ -> new Verdict.Pass(List.of(), ended -> settled.add(ended.status()));
    road.identified().with("quota", Stage.LIMIT, reserving);

    road.serve();
    road.intendFailure = Optional.of(new IOException("disk full"));
    road.serve();
    road.intendFailure = Optional.empty();
    road.model =
        Optional.of(_ -> {
          throw new IllegalStateException("model broke");
        });
    road.serve();

    assertThat(settled).containsExactly(200, 503, 502);
  }

  @Test
  void aSettlementOrWitnessThatThrows_stopsNoOther() {
    var settled = new ArrayList<String>();
    road.identified()
        .with("a", Stage.LIMIT, (Control.OfRequestHead) _ -> owing(_ -> bug()))
        .with("b", Stage.LIMIT, (Control.OfRequestHead) _ -> owing(_ -> settled.add("b")));

    var record = road.serve();

    assertThat(record.status()).isEqualTo(200);
    assertThat(settled).containsExactly("b");
  }

  private static Verdict.Pass owing(Settlement settlement) {
    return new Verdict.Pass(List.of(), settlement);
  }

  private static void bug() {
    throw new IllegalStateException("bug");
  }
}
