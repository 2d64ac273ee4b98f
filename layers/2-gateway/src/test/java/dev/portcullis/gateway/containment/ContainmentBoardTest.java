package dev.portcullis.gateway.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.TrustedProxy;
import dev.portcullis.kernel.port.Containment.Measure;
import dev.portcullis.testkit.Exchanges;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainmentBoardTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Identity ALICE =
      new Identity("alice", "kid00001", "free", List.of("*"), List.of());
  private static final Exchange HERS = Exchanges.knowing(ALICE);

  private Instant now = NOON;
  private final ContainmentBoard board = new ContainmentBoard(() -> now, 3);

  @ParameterizedTest
  @ValueSource(strings = {"subject:alice", "credential:kid00001", "address:203.0.113.7"})
  void measure_holdsWhomItIsOn(String target) {
    var measure = measure(target, 60);

    board.ask(measure);

    assertThat(board.on(HERS)).contains(measure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject:alic", "subject:alice2", "credential:alice", "address:alice"})
  void measure_doesNotHoldOthers(String target) {
    board.ask(measure(target, 60));

    assertThat(board.on(HERS)).isEmpty();
  }

  @Test
  void callerWhoIsNotKnownYet_isHeldByAddressAlone() {
    board.ask(measure("subject:alice", 60));
    assertThat(board.on(Exchanges.knowing())).isEmpty();

    board.ask(measure("address:203.0.113.7", 60));

    assertThat(board.on(Exchanges.knowing())).isPresent();
  }

  @Test
  void measuresThatHold_areCountedByWhatTheyAreOn() {
    board.ask(measure("subject:alice", 60));
    board.ask(measure("subject:bob", 10));
    board.ask(measure("address:203.0.113.7", 60));

    now = NOON.plusSeconds(30);

    assertThat(ContainmentBoard.KINDS).extracting(board::count).containsExactly(1L, 0L, 1L);
  }

  @Test
  void trustedProxy_isNeverHeldByItsAddress_butItsCallersAreByName() {
    var proxied = Exchanges.knowing(new TrustedProxy(), ALICE);
    board.ask(measure("address:203.0.113.7", 60));
    assertThat(board.on(proxied)).isEmpty();

    board.ask(measure("subject:alice", 60));

    assertThat(board.on(proxied)).contains(measure("subject:alice", 60));
  }

  @Test
  void measure_endsByItself() {
    board.ask(measure("subject:alice", 60));

    now = NOON.plusSeconds(59);
    assertThat(board.on(HERS)).isPresent();
    now = NOON.plusSeconds(60);
    assertThat(board.on(HERS)).isEmpty();
    assertThat(board.measures()).isEmpty();
  }

  @Test
  void laterMeasure_replacesTheEarlier_onTheSameTarget() {
    board.ask(measure("subject:alice", 60));

    board.ask(measure("subject:alice", 10));

    assertThat(board.measures()).containsExactly(measure("subject:alice", 10));
  }

  @Test
  void measureThatIsOverAlready_liftsTheOneThatHeld() {
    board.ask(measure("subject:alice", 60));

    board.ask(measure("subject:alice", 0));

    assertThat(board.on(HERS)).isEmpty();
  }

  @Test
  void liftedMeasure_holdsNobody() {
    board.ask(measure("subject:alice", 60));

    board.lift("subject:alice");

    assertThat(board.on(HERS)).isEmpty();
  }

  @Test
  void fullBoard_givesUpWhatEndsFirst() {
    board.ask(measure("subject:a", 30));
    board.ask(measure("subject:b", 10));
    board.ask(measure("subject:c", 20));

    board.ask(measure("subject:d", 5));

    assertThat(board.measures().stream().map(Measure::target))
        .containsExactly("subject:a", "subject:c", "subject:d");
  }

  @Test
  void fullBoard_dropsWhatIsOver_first() {
    board.ask(measure("subject:a", 1));
    board.ask(measure("subject:b", 10));
    board.ask(measure("subject:c", 20));
    now = NOON.plusSeconds(2);

    board.ask(measure("subject:d", 30));

    assertThat(board.measures().stream().map(Measure::target))
        .containsExactly("subject:d", "subject:c", "subject:b");
  }

  @Test
  void oddTarget_isRefused() {
    assertThatThrownBy(() -> board.ask(measure("alice", 60)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  private static Measure measure(String target, long seconds) {
    return new Measure(target, "drill", NOON.plusSeconds(seconds));
  }
}
