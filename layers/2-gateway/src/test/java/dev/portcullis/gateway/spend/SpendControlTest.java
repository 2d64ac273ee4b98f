package dev.portcullis.gateway.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gateway.store.H2Folder;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Use;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpendControlTest implements ControlContract {

  private static final Identity RESEARCHER =
      new Identity(
          "carol", "k2", "free", List.of("*"), List.of(), "research", Samples.ALICE.proof());

  @TempDir private Path folder = Path.of("");
  private SwitchedStore store;
  private Leases leases;

  @BeforeEach
  void open() throws IOException {
    store = new SwitchedStore(new H2Folder(folder));
    leases = Leases.from(LeaseTable.in(store), () -> Samples.NOON, Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    store.become(SwitchedStore.Way.WELL);
    leases.close();
  }

  @Override
  public Control control() {
    return control(Map.of("free", List.of(SpendLimit.ofRequests("*", "day", 1_000_000))));
  }

  @Override
  public List<Fact> known() {
    return List.of(Samples.ALICE);
  }

  private SpendControl control(Map<String, List<SpendLimit>> tiers) {
    return control(new SpendSettings(tiers, Map.of(), Map.of(), 50));
  }

  private SpendControl control(SpendSettings settings) {
    return (SpendControl)
        new SpendFactory().create(settings, new Services(Map.of(Leases.class, leases)));
  }

  private static Verdict ask(SpendControl control, Identity caller, String model) {
    return ask(control, Exchanges.knowing(caller), call(Operation.CHAT, model, Map.of()));
  }

  private static Verdict ask(SpendControl control, Exchange exchange, Call call) {
    return control.onRequest(exchange, call).toCompletableFuture().join();
  }

  private static Call call(Operation operation, String model, Map<String, String> parameters) {
    return new Call(
        operation, ModelRef.of(model), List.of(), new TreeMap<>(parameters), Document.NONE);
  }

  private static SpendLimit tokensOut(long tokens) {
    return new SpendLimit(
        new ModelNames("gpt-*"),
        Period.named("hour"),
        Optional.empty(),
        Optional.empty(),
        Optional.of(tokens),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void eachClientOfATier_hasItsOwnQuota() {
    var control = control(Map.of("free", List.of(SpendLimit.ofRequests("*", "day", 2))));

    for (var caller : List.of(Samples.ALICE, Samples.caller("bob", "free"))) {
      assertThat(ask(control, caller, "m")).isInstanceOf(Verdict.Pass.class);
      assertThat(ask(control, caller, "m")).isInstanceOf(Verdict.Pass.class);
      assertThat(Verdicts.reason(ask(control, caller, "m"))).contains(Reason.QUOTA_EXCEEDED);
    }
  }

  @Test
  void allWhoNameAQuota_shareIt() {
    var limits = List.of(SpendLimit.ofRequests("*", "day", 2));
    var control =
        control(
            new SpendSettings(Map.of("free", List.of()), Map.of("research", limits), Map.of(), 50));
    var colleague =
        new Identity("dan", "k3", "gold", List.of(), List.of(), "research", Samples.ALICE.proof());

    assertThat(ask(control, RESEARCHER, "m")).isInstanceOf(Verdict.Pass.class);
    assertThat(ask(control, colleague, "m")).isInstanceOf(Verdict.Pass.class);
    assertThat(Verdicts.reason(ask(control, RESEARCHER, "m"))).contains(Reason.QUOTA_EXCEEDED);
    assertThat(ask(control, Samples.ALICE, "m")).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void anEntry_limitsItsModelsAlone() {
    var control = control(Map.of("free", List.of(SpendLimit.ofRequests("gpt-*", "day", 1))));

    ask(control, Samples.ALICE, "gpt-4");

    assertThat(Verdicts.reason(ask(control, Samples.ALICE, "gpt-5")))
        .contains(Reason.QUOTA_EXCEEDED);
    assertThat(ask(control, Samples.ALICE, "llama")).isEqualTo(Verdict.pass());
  }

  @Test
  void limitsThatNobodyWroteDown_areNotNoLimits() {
    var control = control(Map.of("gold", List.of()));

    for (var caller : List.of(Samples.ALICE, RESEARCHER, odd("x".repeat(300)), odd("a\u0000b"))) {
      assertThatThrownBy(() -> ask(control, caller, "m")).isInstanceOf(IllegalStateException.class);
    }
    assertThat(ask(control, Samples.caller("eve", "gold"), "m")).isEqualTo(Verdict.pass());
  }

  @Test
  void aNameThatNoStoreTakes_isDeniedBeforeItGetsThere() {
    var control = (SpendControl) control();

    for (var name : List.of("x".repeat(300), "a\u0000b", "\ud800")) {
      assertThatThrownBy(() -> ask(control, Samples.caller(name, "free"), "m"))
          .hasMessage("a client's name or tier that cannot be kept");
    }
  }

  private static Identity odd(String tier) {
    return Samples.caller("eve", tier);
  }

  @Test
  void theDenial_tellsWhichQuota_andHowLongToWait() {
    var control = control(Map.of("free", List.of(tokensOut(5_000))));
    ask(control, Samples.ALICE, "gpt-4");

    var denial = Verdicts.denial(ask(control, Samples.ALICE, "gpt-4")).orElseThrow();

    assertThat(denial.detail()).isEqualTo("spend quota gpt-*-tokens-out-hour is spent");
    var state = (QuotaState) denial.facts().getFirst();
    assertThat(state.windows().getFirst().policy()).isEqualTo("gpt-*-tokens-out-hour");
    assertThat(state.windows().getFirst().remaining()).isEqualTo(904);
    assertThat(state.retryAfter()).isPresent();
  }

  @Test
  void aRequestThatNoPeriodCouldPay_isInvalid_forWaitingNeverHelps() {
    var control = control(Map.of("free", List.of(tokensOut(5_000))));
    var call = call(Operation.CHAT, "gpt-4", Map.of("body.max_tokens", "5001"));

    var denial =
        Verdicts.denial(ask(control, Exchanges.knowing(Samples.ALICE), call)).orElseThrow();

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
    assertThat(denial.violations()).isNotEmpty();
  }

  @Test
  void whatWasNotUsed_canBeSpentByTheNext() {
    var control = control(Map.of("free", List.of(SpendLimit.ofRequests("*", "day", 1))));
    var passed = (Verdict.Pass) ask(control, Samples.ALICE, "m");

    passed.settlement().settle(Samples.ended(404, Optional.of(unreached()), Use.NONE));

    assertThat(ask(control, Samples.ALICE, "m")).isInstanceOf(Verdict.Pass.class);
  }

  private static Denial unreached() {
    return Denial.unreached(Reason.MODEL_UNAVAILABLE, "no address is well");
  }

  @Test
  void withoutTheStore_noQuotaIsAssumed() {
    var control = (SpendControl) control();
    store.become(SwitchedStore.Way.AWAY);

    assertThat(Verdicts.reason(ask(control, Samples.ALICE, "m"))).contains(Reason.CONTROL_FAILED);
  }

  @Test
  void descriptionsAndUploads_spendNothing() {
    var control = control(Map.of("free", List.of(SpendLimit.ofRequests("*", "day", 1))));
    var asked = new ArrayList<Verdict>();

    for (var operation : List.of(Operation.DESCRIBE, Operation.UPLOAD_DATASET)) {
      var exchange = Exchanges.knowing(Samples.ALICE);
      asked.add(ask(control, exchange, call(operation, "m", Map.of())));
    }

    assertThat(asked).containsOnly(Verdict.pass());
    assertThat(store.writes()).isLessThanOrEqualTo(1);
  }
}
