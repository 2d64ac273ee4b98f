package dev.portcullis.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.containment.ContainmentBoard;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.Revocations;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RevocationControlTest implements ControlContract {

  private long nanos;
  private final RevocationRegister register =
      new RevocationRegister(
          new MapRevocationLog(), Push.NONE, InstantSource.system(), () -> nanos, 10);

  @Override
  public Control.OfRequestHead control() {
    var services = new Services(Map.of(Revocations.class, register));
    return (Control.OfRequestHead)
        new RevocationFactory().create(RevocationSettings.defaults(), services);
  }

  @Override
  public List<Fact> known() {
    return List.of(Callers.withToken("t1"));
  }

  @Test
  void aGoodCaller_passes_andSoDoesNobodyYet() {
    assertThat(ask(Callers.withToken("t1"))).isEqualTo(Verdict.pass());
    assertThat(control().onRequestHead(Exchanges.with(Map.of()))).isEqualTo(Verdict.pass());
  }

  @Test
  void aRevokedCaller_isUnauthenticated_andTheAuditSaysByWhat() {
    register.revoke(Callers.ofToken("t1"));

    var denial = Verdicts.denial(ask(Callers.withToken("t1"))).orElseThrow();

    assertThat(denial.reason()).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(denial.detail()).isEqualTo("revocation: by token: test");
  }

  @Test
  void whereNobodyTellsAnyMore_aCallerIsRefused_andMayTryAgain() {
    nanos += Feed.SILENT_AFTER.toNanos() + 1;

    assertThat(Verdicts.reason(ask(Callers.withToken("t1")))).contains(Reason.CONTROL_FAILED);
    assertThat(ask(Identity.anonymous())).isEqualTo(Verdict.pass());
  }

  @Test
  void itHelpsItsStage_andDoesNotFillIt() {
    assertThat(new RevocationFactory().stage()).isEqualTo(Stage.AUTHORIZE);
    assertThat(new RevocationFactory().fillsItsStage()).isFalse();
  }

  @Test
  void aLook_costsMicroseconds_withManyRevocationsInForce() {
    for (int i = 0; i < 9; i++) {
      register.revoke(Callers.ofToken("other" + i));
    }
    var caller = Callers.withToken("t1");
    var best = Long.MAX_VALUE;
    for (int round = 0; round < 200; round++) {
      var started = System.nanoTime();
      for (int look = 0; look < 100; look++) {
        register.of(caller);
      }
      best = Math.min(best, (System.nanoTime() - started) / 100);
    }

    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofNanos(20_000));
  }

  @Test
  void whatACallerOpened_isHeldBack_fromWhenHeIsRevoked_andOthersAreHeldBackAsBefore() {
    var board = new ContainmentBoard(Clock.systemUTC());
    var containment = new RevokedContainment(board, register);
    var exchange = Exchanges.knowing(Callers.withToken("t1"));
    var later = Instant.now().plusSeconds(60);
    assertThat(containment.on(exchange)).isEmpty();

    containment.ask(new Containment.Measure("subject:alice", "asked", later));
    var asked = containment.on(exchange);
    containment.lift("subject:alice");
    register.revoke(Callers.ofToken("t1"));

    assertThat(asked).hasValueSatisfying(measure -> assertThat(measure.why()).isEqualTo("asked"));
    assertThat(containment.on(exchange))
        .hasValueSatisfying(measure -> assertThat(measure.why()).isEqualTo("revoked"));
    assertThat(containment.on(Exchanges.with(Map.of()))).isEmpty();
  }

  private Verdict ask(Identity caller) {
    return control().onRequestHead(Exchanges.knowing(caller));
  }
}
