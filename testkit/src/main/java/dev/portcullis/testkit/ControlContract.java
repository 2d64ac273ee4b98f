package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every control, whatever it is for. A control's test implements it. */
public interface ControlContract {

  int ROUNDS = 400;
  int WARM_UP_ROUNDS = 100;
  long SEED = 20_260_101;

  /** A new control, as a policy would set it up. */
  Control control();

  /** What controls before it have found out. */
  default List<Fact> known() {
    return List.of();
  }

  /** How long one look may take, on average and once warm. Loose: the machine is busy. */
  default Duration budget() {
    return Duration.ofMillis(2);
  }

  /** An exchange with these parts is asked about as the control's every kind. */
  private List<Verdict> ask(Control control, Arbitrary arbitrary) {
    var plain = Exchanges.knowing().head();
    var head =
        new RequestHead(
            plain.method(),
            plain.scheme(),
            plain.authority(),
            plain.path(),
            plain.query(),
            arbitrary.headers(),
            plain.client());
    return Asked.everything(control, exchange(head), arbitrary.call());
  }

  private Exchange exchange(RequestHead head) {
    return Exchanges.of(head, known());
  }

  @Test
  default void arbitraryInput_getsAVerdict_neverAnException() {
    var control = control();
    var arbitrary = Arbitrary.seeded(SEED);

    for (var round = 0; round < ROUNDS; round++) {
      assertThat(ask(control, arbitrary)).doesNotContainNull();
    }
  }

  @Test
  default void sameInput_getsTheSameVerdict_twice() {
    var control = control();

    for (var round = 0; round < ROUNDS; round++) {
      var first = ask(control, Arbitrary.seeded(SEED + round));
      var second = ask(control, Arbitrary.seeded(SEED + round));

      assertThat(second.stream().map(Verdicts::gist).toList())
          .isEqualTo(first.stream().map(Verdicts::gist).toList());
    }
  }

  @Test
  default void itsLook_keepsTheTimeBudget() {
    var control = control();
    var arbitrary = Arbitrary.seeded(SEED);
    for (var round = 0; round < WARM_UP_ROUNDS; round++) {
      ask(control, arbitrary);
    }

    var started = System.nanoTime();
    for (var round = 0; round < ROUNDS; round++) {
      ask(control, arbitrary);
    }
    var took = Duration.ofNanos((System.nanoTime() - started) / ROUNDS);

    assertThat(took).isLessThan(budget());
  }

  @Test
  default void requestContent_isNeverRepeated_toCallerOrAudit() {
    var control = control();
    var arbitrary = Arbitrary.seeded(SEED);
    var said = new ArrayList<String>();

    for (var round = 0; round < ROUNDS; round++) {
      ask(control, arbitrary).forEach(verdict -> said.addAll(Verdicts.words(verdict)));
    }

    assertThat(said).noneMatch(words -> words.contains(Arbitrary.CANARY));
  }

  @Test
  default void buffersItRead_areLeftAsTheyWere() {
    var control = control();
    var arbitrary = Arbitrary.seeded(SEED);

    for (var round = 0; round < ROUNDS; round++) {
      var call = arbitrary.call();
      Asked.everything(control, exchange(Exchanges.knowing().head()), call);

      assertThat(call.parts())
          .allMatch(part ->
              switch (part.content()) {
                case Content.Text _ -> true;
                case Content.Bytes(var data, _) -> data.position() == 0;
                case Content.Tensor(_, _, _, var data) -> data.position() == 0;
              });
    }
  }
}
