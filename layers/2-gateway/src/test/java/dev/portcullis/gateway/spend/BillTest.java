package dev.portcullis.gateway.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Use;
import dev.portcullis.kernel.call.Tokens;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BillTest {

  private static final Amounts RESERVED = new Amounts(1, 900, 800, 700, 600);
  private static final Duration TIME = Duration.ofNanos(5_000_001);
  private static final Use TOLD = new Use(Optional.of(new Tokens(11, 22)), 3, 400, 500, TIME);

  @Test
  void whatTheServerTold_isCharged_andTimeIsRoundedUp() {
    var bill = Bill.of(Samples.ended(200, Optional.empty(), TOLD), RESERVED);

    assertThat(bill).isEqualTo(new Amounts(1, 11, 22, 400, 6));
  }

  @Test
  void whereTheServerTellsNothing_theKnownBoundsAreCharged() {
    var whole = new Use(Optional.empty(), 0, 0, 0, TIME);
    var streamed = new Use(Optional.empty(), 3, 40, 500, TIME);

    assertThat(Bill.of(Samples.ended(200, Optional.empty(), whole), RESERVED))
        .isEqualTo(new Amounts(1, 900, 300, 400, 6));
    assertThat(Bill.of(Samples.ended(200, Optional.empty(), streamed), RESERVED).tokensOut())
        .isEqualTo(40);
  }

  @Test
  void aRefusalOfTheServersOwn_costsNoTokens() {
    var use = new Use(Optional.empty(), 0, 0, 0, TIME);

    assertThat(Bill.of(Samples.ended(400, Optional.empty(), use), RESERVED))
        .isEqualTo(new Amounts(1, 0, 0, 400, 6));
  }

  @Test
  void whatNeverReachedTheModel_costsNothing() {
    var blocked = Denial.of(Reason.BLOCKED, "");

    assertThat(Bill.of(Samples.ended(200, Optional.of(blocked), Use.NONE), RESERVED).isNothing())
        .isTrue();
  }

  @Test
  void aModelThatBroke_orAClientThatLeft_isPaidFor() {
    var broke = Denial.of(Reason.MODEL_FAILED, "");
    var left = Denial.of(Reason.MALFORMED, "the client went away before the answer's end");
    var streamed = new Use(Optional.empty(), 3, 40, 500, TIME);
    var silent = new Use(Optional.empty(), 0, 0, 0, TIME);

    assertThat(Bill.of(Samples.ended(200, Optional.of(broke), silent), RESERVED).requests())
        .isEqualTo(1);
    assertThat(Bill.of(Samples.ended(200, Optional.of(left), streamed), RESERVED))
        .isEqualTo(new Amounts(1, 900, 40, 400, 6));
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"DEADLINE_EXCEEDED", "MODEL_FAILED", "OVERLOADED", "ANSWER_BLOCKED", "NOT_RECORDED"})
  void anAnswerThatNobodySaw_costsWhatWasReserved(Reason reason) {
    var denial = Denial.of(reason, "");
    var silent = new Use(Optional.empty(), 0, 0, 0, TIME);

    var bill = Bill.of(Samples.ended(200, Optional.of(denial), silent), RESERVED);

    assertThat(bill).isEqualTo(new Amounts(1, 900, 800, 400, 6));
  }

  @Test
  void aStreamSoFar_isWhatItCertainlyCost() {
    assertThat(Bill.soFar(TOLD)).isEqualTo(new Amounts(1, 11, 22, 500, 6));
    assertThat(Bill.soFar(new Use(Optional.empty(), 3, 400, 500, TIME)).tokensOut()).isEqualTo(3);
    assertThat(Bill.soFar(new Use(Optional.empty(), 1, 4_000, 500, TIME)).tokensOut())
        .isEqualTo(31);
  }
}
