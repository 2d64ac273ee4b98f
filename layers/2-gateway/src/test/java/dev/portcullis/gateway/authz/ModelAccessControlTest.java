package dev.portcullis.gateway.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Plane;
import dev.portcullis.kernel.port.ModelCatalog;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ModelAccessControlTest implements ControlContract {

  private static final ModelCatalog CATALOG =
      new Shelf(List.of("fashion", "secret", "minilm", "versioned:3"));

  /** Models without contracts, by name. */
  private record Shelf(List<String> names) implements ModelCatalog {

    @Override
    public Optional<Model> find(ModelRef ref) {
      return models().stream()
          .filter(model -> model.ref().name().equals(ref.name()))
          .filter(model -> ref.version().isEmpty() || model.ref().version().equals(ref.version()))
          .findFirst();
    }

    @Override
    public List<Model> models() {
      return names.stream()
          .map(n -> new Model(named(n), "test", List.of(), List.of(), List.of()))
          .toList();
    }

    private static ModelRef named(String text) {
      var colon = text.indexOf(':');
      return colon < 0
          ? ModelRef.of(text)
          : new ModelRef(text.substring(0, colon), text.substring(colon + 1));
    }
  }

  @Override
  public Control.OfRequest control() {
    return control(ModelAccessSettings.defaults());
  }

  @Override
  public List<Fact> known() {
    return List.of(caller(List.of("fashion"), List.of("inference:predict")));
  }

  @Test
  void namedModelAndScope_pass() {
    var caller = caller(List.of("fashion"), List.of("inference:predict"));

    assertThat(ask(caller, Operation.PREDICT, "fashion")).isEqualTo(Verdict.pass());
  }

  @Test
  void globAndEveryScope_pass() {
    var caller = caller(List.of("mini*"), List.of("inference:*"));

    assertThat(ask(caller, Operation.EMBED, "minilm")).isEqualTo(Verdict.pass());
    assertThat(ask(caller, Operation.DESCRIBE, "minilm")).isEqualTo(Verdict.pass());
  }

  @Test
  void forbiddenModel_looksLikeOneThatDoesNotExist() {
    var caller = caller(List.of("fashion"), List.of("inference:*"));

    var forbidden = ask(caller, Operation.PREDICT, "secret");
    var unknown = ask(caller, Operation.PREDICT, "nothing");

    assertThat(told(forbidden)).isEqualTo(told(unknown)).contains(Reason.NOT_FOUND);
  }

  @Test
  void forbiddenModel_isNotFound_evenWithoutTheScope() {
    var caller = caller(List.of("fashion"), List.of("other"));

    assertThat(told(ask(caller, Operation.PREDICT, "secret"))).contains(Reason.NOT_FOUND);
  }

  @Test
  void unknownVersion_isNotFound() {
    var caller = caller(List.of("*"), List.of("inference:*"));
    var call = Call.of(Operation.PREDICT, new ModelRef("fashion", "9"), List.of());

    var verdict = control().onRequest(Exchanges.knowing(caller), call);

    assertThat(told(verdict)).contains(Reason.NOT_FOUND);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void callerWithoutScopes_mayDoNothing(Operation operation) {
    var caller = caller(List.of("*"), List.of());

    assertThat(told(ask(caller, operation, "fashion"))).contains(Reason.FORBIDDEN);
  }

  @Test
  void describeScope_isNotPredict_norTheOtherWayRound() {
    var reader = caller(List.of("*"), List.of("inference:describe"));
    var user = caller(List.of("*"), List.of("inference:predict"));

    assertThat(told(ask(reader, Operation.PREDICT, "fashion"))).contains(Reason.FORBIDDEN);
    assertThat(told(ask(user, Operation.DESCRIBE, "fashion"))).contains(Reason.FORBIDDEN);
    assertThat(ask(reader, Operation.DESCRIBE, "fashion")).isEqualTo(Verdict.pass());
  }

  @Test
  void serverItself_isDescribedToWhoHasTheScope_whateverHisModels() {
    var reader = caller(List.of("fashion"), List.of("inference:describe"));
    var user = caller(List.of("*"), List.of("inference:predict"));

    assertThat(ask(reader, Operation.DESCRIBE, "")).isEqualTo(Verdict.pass());
    assertThat(told(ask(user, Operation.DESCRIBE, ""))).contains(Reason.FORBIDDEN);
    assertThat(told(ask(user, Operation.PREDICT, ""))).contains(Reason.NOT_FOUND);
  }

  @Test
  void callerWithoutModels_findsNone() {
    assertThat(told(ask(caller(List.of(), List.of("inference:*")), Operation.PREDICT, "fashion")))
        .contains(Reason.NOT_FOUND);
  }

  @Test
  void modelThatThePolicyDoesNotServe_isNotFound() {
    var control = control(new ModelAccessSettings(List.of("mini*"), Optional.empty()));
    var caller = caller(List.of("*"), List.of("inference:*"));

    var verdict = control.onRequest(Exchanges.knowing(caller), call(Operation.CHAT, "fashion"));

    assertThat(told(verdict)).contains(Reason.NOT_FOUND);
  }

  @Test
  void exchangeWithoutAPrincipal_isAFailure_whichThePipelineDenies() {
    assertThatThrownBy(
            () -> control().onRequest(Exchanges.knowing(), call(Operation.PREDICT, "fashion")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void emptyModelNameInSettings_isRefused() {
    assertThatThrownBy(() -> new ModelAccessSettings(List.of(""), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rule_allowsItsClientsTheirModels_andNobodyElse() {
    var control = control(ruled("alice", "free", "fashion", "inference:predict"));

    assertThat(control.onRequest(asking("alice", "free"), call(Operation.PREDICT, "fashion")))
        .isEqualTo(Verdict.pass());
    assertThat(told(control.onRequest(asking("bob", "free"), call(Operation.PREDICT, "fashion"))))
        .contains(Reason.NOT_FOUND);
    assertThat(told(control.onRequest(asking("alice", "gold"), call(Operation.PREDICT, "fashion"))))
        .contains(Reason.NOT_FOUND);
    assertThat(told(control.onRequest(asking("alice", "free"), call(Operation.PREDICT, "minilm"))))
        .contains(Reason.NOT_FOUND);
  }

  @Test
  void rule_thatNamesTheModelForOtherOperations_isForbidden_notUnknown() {
    var control = control(ruled("*", "*", "fashion", "inference:describe"));

    var verdict = control.onRequest(asking("alice", "free"), call(Operation.PREDICT, "fashion"));

    assertThat(told(verdict)).contains(Reason.FORBIDDEN);
  }

  @Test
  void rule_ofAVersion_meetsTheVersionThatWouldRun_andNoOther() {
    var asksForAny = call(Operation.PREDICT, "versioned");
    var exchange = asking("alice", "free");

    assertThat(
            control(ruled("*", "*", "versioned:3", "inference:*")).onRequest(exchange, asksForAny))
        .isEqualTo(Verdict.pass());
    assertThat(
            told(
                control(ruled("*", "*", "versioned:2", "inference:*"))
                    .onRequest(exchange, asksForAny)))
        .contains(Reason.NOT_FOUND);
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"UPLOAD_VERSION", "LIST_VERSIONS", "READ_VERSION", "DELETE_VERSION"})
  void versionOfAModelThatIsNotServedYet_isManagedByWhoMay(Operation operation) {
    var manager = caller(List.of("next-*"), List.of("model:*"));

    assertThat(ask(manager, operation, "next-one")).isEqualTo(Verdict.pass());
    assertThat(told(ask(manager, operation, "fashion"))).contains(Reason.NOT_FOUND);
    assertThat(told(ask(manager, operation, ""))).contains(Reason.NOT_FOUND);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void credentialOfOnePlane_isForbiddenEveryOtherPlane(Operation operation) {
    for (var plane : Plane.values()) {
      var caller = caller(List.of("*"), List.of(plane.everything()));

      var told = told(ask(caller, operation, operation.plane() == Plane.TRAINING ? "" : "fashion"));

      assertThat(told)
          .isEqualTo(plane == operation.plane() ? Optional.empty() : Optional.of(Reason.FORBIDDEN));
    }
  }

  @Test
  void oddRule_isRefused_withItsKey() {
    assertThatThrownBy(() -> ruled("*", "*", "*", "inference:predicts"))
        .hasMessageStartingWith("scopes: `inference:predicts` (expected: inference:*");
    assertThatThrownBy(() -> ruled("", "*", "*", "inference:*"))
        .hasMessage("clients: 0 characters (expected: 1..128)");
    assertThatThrownBy(
            () -> new AccessRule(List.of("*"), List.of(), List.of("*"), List.of("model:*")))
        .hasMessageStartingWith("tiers: 0 names");
    assertThatThrownBy(() -> ModelAccessSettings.defaults().withRules(List.of()))
        .hasMessageStartingWith("rules: 0");
  }

  private static ModelAccessSettings ruled(String client, String tier, String model, String scope) {
    var rule = new AccessRule(List.of(client), List.of(tier), List.of(model), List.of(scope));
    return ModelAccessSettings.defaults().withRules(List.of(rule));
  }

  private static Exchange asking(String client, String tier) {
    return Exchanges.knowing(
        new Identity(client, "kid00001", tier, List.of("*"), List.of("inference:*")));
  }

  private static Control.OfRequest control(ModelAccessSettings settings) {
    var services = new Services(Map.of(ModelCatalog.class, CATALOG));
    return (Control.OfRequest) new ModelAccessFactory().create(settings, services);
  }

  private Verdict ask(Identity caller, Operation operation, String model) {
    return control().onRequest(Exchanges.knowing(caller), call(operation, model));
  }

  private static Call call(Operation operation, String model) {
    return Call.of(operation, ModelRef.of(model), List.of());
  }

  private static Identity caller(List<String> models, List<String> scopes) {
    return new Identity("alice", "kid00001", "free", models, scopes);
  }

  private static Optional<Reason> told(Verdict verdict) {
    return Verdicts.denial(verdict).map(Denial::reason);
  }
}
