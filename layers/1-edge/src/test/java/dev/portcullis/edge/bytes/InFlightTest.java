package dev.portcullis.edge.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class InFlightTest {
  private final InFlight inFlight = new InFlight(100);
  private final InFlight.Hold hold = inFlight.hold();

  @Test
  void holdsOfAll_shareOneBound() {
    var other = inFlight.hold();

    assertThat(hold.take(60)).isTrue();
    assertThat(other.take(41)).isFalse();
    assertThat(other.take(40)).isTrue();
    assertThat(inFlight.bytes()).isEqualTo(100);
    assertThat(other.hasRoomFor(1)).isFalse();
  }

  @Test
  void whatIsGivenBack_isThereForOthers_andNeverMoreThanWasTaken() {
    hold.take(100);

    hold.giveBack(30);
    assertThat(inFlight.bytes()).isEqualTo(70);
    hold.giveBack(1_000);
    assertThat(inFlight.bytes()).isZero();
  }

  @Test
  void whatLeaves_standsInPlaceOfWhatWasCollected() {
    var other = inFlight.hold();
    hold.take(60);
    other.take(30);

    assertThat(hold.become(71)).isFalse();
    assertThat(hold.held()).isEqualTo(60);
    assertThat(hold.become(70)).isTrue();
    assertThat(hold.become(5)).isTrue();
    assertThat(inFlight.bytes()).isEqualTo(35);
  }

  @Test
  void exchangeThatIsOver_holdsNothing_andTakesNothing() {
    hold.take(60);

    hold.release();
    hold.release();

    assertThat(inFlight.bytes()).isZero();
    assertThat(hold.take(1)).isFalse();
    assertThat(hold.become(1)).isFalse();
    assertThat(inFlight.bytes()).isZero();
  }

  @Test
  void lastQuarter_isForThoseWhoHoldLittle() {
    long small = InFlight.SMALL_BYTES;
    var wide = new InFlight(16 * small);
    var large = wide.hold();

    assertThat(large.take(12 * small)).isTrue();
    assertThat(large.take(1)).isFalse();
    assertThat(wide.hold().take(2 * small)).isFalse();
    assertThat(wide.hold().hasRoomFor(2 * small)).isFalse();
    for (int i = 0; i < 4; i++) {
      assertThat(wide.hold().take(small)).isTrue();
    }
    assertThat(wide.hold().take(1)).isFalse();
    assertThat(wide.bytes()).isEqualTo(16 * small);
  }

  @Test
  void boundOfNothing_isNone() {
    assertThatThrownBy(() -> new InFlight(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
