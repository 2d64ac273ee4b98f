package dev.portcullis.gateway.containment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContainmentControlTest implements ControlContract {

  private static final Identity ALICE =
      new Identity("alice", "kid00001", "free", List.of("*"), List.of());

  private final ContainmentBoard board = new ContainmentBoard(Instant::now);
  private final Services services = new Services(Map.of(Containment.class, board));

  @Override
  public Control control() {
    return new ContainedCallerFactory().create(ContainmentSettings.defaults(), services);
  }

  @Override
  public List<Fact> known() {
    return List.of(ALICE);
  }

  @Test
  void heldCaller_isTurnedAway_andTheAuditLearnsWhy() {
    hold("subject:alice");

    var denial = Verdicts.denial(ask(control(), Exchanges.knowing(ALICE))).orElseThrow();

    assertThat(denial.reason()).isEqualTo(Reason.CONTAINED);
    assertThat(denial.detail()).isEqualTo("containment: extraction.suspected");
  }

  @Test
  void heldAddress_isTurnedAway_beforeAnybodyAskedWhoItIs() {
    var factory = new ContainedAddressFactory();
    hold("address:203.0.113.7");

    var verdict =
        ask(factory.create(ContainmentSettings.defaults(), services), Exchanges.knowing());

    assertThat(factory.stage()).isEqualTo(Stage.ADMIT);
    assertThat(Verdicts.reason(verdict)).contains(Reason.CONTAINED);
  }

  @Test
  void othersThanTheHeld_pass() {
    hold("subject:bob");

    assertThat(ask(control(), Exchanges.knowing(ALICE))).isEqualTo(Verdict.pass());
  }

  private void hold(String target) {
    board.ask(
        new Containment.Measure(target, "extraction.suspected", Instant.now().plusSeconds(60)));
  }

  private static Verdict ask(Control control, Exchange exchange) {
    return ((Control.OfRequestHead) control).onRequestHead(exchange);
  }
}
