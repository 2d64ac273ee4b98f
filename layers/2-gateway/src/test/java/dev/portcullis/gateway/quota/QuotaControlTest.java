package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QuotaControlTest implements ControlContract {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Identity ALICE = caller("alice", "a1", "free");

  private final Ticks clock = new Ticks();
  private final MemoryCounters counters = new MemoryCounters(100_000, clock);

  private static Identity caller(String subject, String credential, String tier) {
    return new Identity(subject, credential, tier, List.of("*"), List.of("inference:*"));
  }

  @Override
  public Control control() {
    return control(
        new QuotaSettings(
            Map.of("free", tier(Scope.KEY, 1_000_000), "gold", tier(Scope.KEY, 9)), Map.of()));
  }

  @Override
  public List<Fact> known() {
    return List.of(ALICE);
  }

  private enum Scope {
    KEY,
    SUBJECT,
    KEY_MODEL,
    TIER
  }

  private static TierSettings tier(Scope scope, long units) {
    var limits = List.of(LimitSettings.of(units, MINUTE));
    var none = List.<LimitSettings>of();
    return new TierSettings(
        scope == Scope.KEY ? limits : none,
        scope == Scope.SUBJECT ? limits : none,
        scope == Scope.KEY_MODEL ? limits : none,
        scope == Scope.TIER ? limits : none,
        WhenAway.LOCAL_SHARE);
  }

  private static QuotaSettings settings(Scope scope, long units) {
    return new QuotaSettings(Map.of("free", tier(scope, units)), Map.of());
  }

  private QuotaControl control(QuotaSettings settings) {
    var services =
        new Services(Map.of(LimitCounters.class, LimitCounters.inMemory(counters, counters)));
    return (QuotaControl) new QuotaFactory().create(settings, services);
  }

  private static Verdict ask(QuotaControl control, Identity caller, String model) {
    var call = Call.of(Operation.PREDICT, ModelRef.of(model), List.of());
    return control.onRequest(exchange(caller), call).toCompletableFuture().join();
  }

  private static Exchange exchange(Identity caller) {
    return Exchanges.knowing(caller);
  }

  private static int passed(int times, QuotaControl control, Identity caller, String model) {
    int passed = 0;
    for (int i = 0; i < times; i++) {
      passed += ask(control, caller, model) instanceof Verdict.Pass ? 1 : 0;
    }
    return passed;
  }

  @Test
  void perKey_countsEachCredential_overAllModels() {
    var control = control(settings(Scope.KEY, 3));

    assertThat(passed(2, control, ALICE, "fashion") + passed(4, control, ALICE, "minilm"))
        .isEqualTo(3);
    assertThat(passed(9, control, caller("alice", "a2", "free"), "fashion")).isEqualTo(3);
  }

  @Test
  void perSubject_countsAClient_overAllHisCredentials() {
    var control = control(settings(Scope.SUBJECT, 3));

    assertThat(passed(2, control, ALICE, "fashion")).isEqualTo(2);
    assertThat(passed(9, control, caller("alice", "a2", "free"), "fashion")).isEqualTo(1);
    assertThat(passed(9, control, caller("bob", "b1", "free"), "fashion")).isEqualTo(3);
  }

  @Test
  void perKeyModel_countsEachModelApart() {
    var control = control(settings(Scope.KEY_MODEL, 3));

    assertThat(passed(9, control, ALICE, "fashion")).isEqualTo(3);
    assertThat(passed(9, control, ALICE, "minilm")).isEqualTo(3);
  }

  @Test
  void wholeTier_countsAllItsCallersTogether() {
    var control = control(settings(Scope.TIER, 3));

    assertThat(passed(2, control, ALICE, "fashion")).isEqualTo(2);
    assertThat(passed(9, control, caller("bob", "b1", "free"), "minilm")).isEqualTo(1);
  }

  @Test
  void perModel_countsAllCallersOfIt_andOtherModelsAreFree() {
    var perModel = Map.of("fashion", List.of(LimitSettings.of(3, MINUTE)));
    var control = control(new QuotaSettings(Map.of("free", TierSettings.defaults()), perModel));

    assertThat(passed(9, control, ALICE, "fashion")).isEqualTo(3);
    assertThat(passed(9, control, caller("bob", "b1", "free"), "fashion")).isZero();
    assertThat(passed(9, control, ALICE, "minilm")).isEqualTo(9);
  }

  @Test
  void otherTier_hasOtherLimits() {
    var tiers = Map.of("free", tier(Scope.KEY, 2), "default", tier(Scope.KEY, 5));
    var control = control(new QuotaSettings(tiers, Map.of()));

    assertThat(passed(9, control, ALICE, "fashion")).isEqualTo(2);
    assertThat(passed(9, control, caller("zoe", "z1", "gold"), "fashion")).isEqualTo(5);
  }

  @Test
  void tierWithoutLimits_fails_andSoIsDenied() {
    var control = control(settings(Scope.KEY, 3));

    assertThatThrownBy(() -> ask(control, caller("zoe", "z1", "gold"), "fashion"))
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void passing_tellsTheState_tightestFirst() {
    var limits =
        TierSettings.defaults()
            .withPerKey(LimitSettings.of(2_000, Duration.ofDays(1)), LimitSettings.of(100, MINUTE));
    var control = control(new QuotaSettings(Map.of("free", limits), Map.of()));

    var verdict = ask(control, ALICE, "fashion");

    assertThat(verdict).isInstanceOf(Verdict.Pass.class);
    var state = (QuotaState) ((Verdict.Pass) verdict).facts().getFirst();
    assertThat(state.windows())
        .extracting(QuotaState.Window::policy)
        .containsExactly("key-60s", "key-1d");
    assertThat(state.windows())
        .extracting(QuotaState.Window::remaining)
        .containsExactly(99L, 1999L);
  }

  @Test
  void usedUp_isQuotaExceeded_andSaysWhenToComeAgain() {
    var control = control(settings(Scope.KEY, 1));
    passed(1, control, ALICE, "fashion");

    var denial = Verdicts.denial(ask(control, ALICE, "fashion")).orElseThrow();

    assertThat(denial.reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
    var state = (QuotaState) denial.facts().getFirst();
    assertThat(state.retryAfter().orElseThrow())
        .isBetween(MINUTE.minusSeconds(1), MINUTE.plusSeconds(4));
    clock.pass(state.retryAfter().orElseThrow());
    assertThat(ask(control, ALICE, "fashion")).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void namesWithBraces_cannotMoveTheHashTag() {
    var keyed = new QuotaCharges(tier(Scope.KEY, 3));

    var charges = keyed.of(caller("x", "a}{b%", "free"), ModelRef.of("m"), List.of());

    assertThat(charges.getFirst().key()).isEqualTo("{key:a%7D%7Bb%25}");
  }

  @Test
  void factory_saysWhereItStands_andItsDefaultsAreValid() {
    var factory = new QuotaFactory();

    assertThat(factory.stage()).isEqualTo(Stage.LIMIT);
    assertThat(passed(101, control(QuotaSettings.defaults()), ALICE, "fashion")).isEqualTo(100);
  }

  @Test
  void settings_refuseWhatMakesNoSense() {
    assertThatThrownBy(() -> LimitSettings.of(0, MINUTE)).hasMessageContaining("units: 0");
    assertThatThrownBy(() -> LimitSettings.of(1, Duration.ZERO)).hasMessageContaining("window");
    assertThatThrownBy(() -> new QuotaSettings(Map.of(), Map.of())).hasMessageContaining("tiers");
    assertThatThrownBy(() ->
            TierSettings.defaults()
                .withPerKey(LimitSettings.of(1, MINUTE), LimitSettings.of(2, MINUTE)))
        .hasMessageContaining("per_key: two limits over 60s");
  }
}
