package dev.portcullis.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.receipt.CallDigest;
import dev.portcullis.kernel.receipt.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PipelineTest {

  private final TestRoad road = new TestRoad();

  @Test
  void aGoodRequest_reachesTheModel_andIsOnRecordBeforeAndAfter() {
    road.identified();

    var record = road.serve();

    assertThat(record.status()).isEqualTo(200);
    assertThat(road.sent).hasToString("Ankle boot");
    assertThat(road.ledgerLines).containsExactly("intend PREDICT", "conclude 200");
    assertThat(road.witnessed).containsExactly(record);
    assertThat(record.trail()).extracting(Step::control).containsExactly("apikey");
  }

  @Test
  void anUpstreamsOwnRefusal_isAnAnswer_andTheRecordSaysItsStatus() {
    road.identified().reply = new Answer(ModelRef.of("m"), 422, List.of(), Document.NONE);

    var record = road.serve();

    assertThat(record.status()).isEqualTo(422);
    assertThat(record.denial()).isEmpty();
  }

  @Test
  void anUnforeseenFailure_isToldByItsClass_neverByItsMessage() {
    road.identified()
        .with(
            "schema",
            Stage.VALIDATE,
            (Control.OfRequest)
                (_, _) -> {
                  throw new NumberFormatException("For input string: \"4111-1111\"");
                });

    road.serve();

    assertThat(road.refusals)
        .extracting(Denial::detail)
        .containsExactly("java.lang.NumberFormatException");
  }

  @Test
  void aDenial_endsTheExchange_beforeTheModel() {
    road.identified()
        .with(
            "firewall",
            Stage.FIREWALL,
            (Control.OfRequest) (_, _) -> Verdict.deny(Reason.BLOCKED, "rule 942100"))
        .with("later", Stage.PROTECT, (Control.OfRequest) (_, _) -> Verdict.pass());

    var record = road.serve();

    assertThat(record.status()).isEqualTo(403);
    assertThat(road.modelCalls).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.BLOCKED);
    assertThat(road.ledgerLines).containsExactly("conclude 403");
    assertThat(record.trail()).extracting(Step::control).containsExactly("apikey", "firewall");
  }

  @Test
  void controls_areAskedByKindFirst_thenByStage_whateverOrderTheyWereInstalledIn() {
    road.with("filter", Stage.FILTER, (Control.OfReply) (_, _) -> Verdict.pass())
        .with("validate", Stage.VALIDATE, (Control.OfRequest) (_, _) -> Verdict.pass())
        .with("authorize", Stage.AUTHORIZE, (Control.OfRequest) (_, _) -> Verdict.pass())
        .identified()
        .with("admit", Stage.ADMIT, (Control.OfRequestHead) _ -> Verdict.pass());

    var record = road.serve();

    assertThat(record.trail())
        .extracting(Step::control)
        .containsExactly("admit", "apikey", "authorize", "validate", "filter");
  }

  @Test
  void observeMode_writesTheVerdictDown_andChangesNothing() {
    road.identified()
        .with(
            new Installed(
                "firewall",
                Stage.FIREWALL,
                Mode.OBSERVE,
                OnError.DENY,
                (Control.OfRequest) (_, _) -> Verdict.deny(Reason.BLOCKED, "rule 942100")))
        .with(
            new Installed(
                "filter",
                Stage.FILTER,
                Mode.OBSERVE,
                OnError.DENY,
                (Control.OfReply)
                    (_, _) ->
                        new Verdict.Rewrite(
                            List.of(Part.text("/label", "masked")),
                            new Finding("masked", 1, "test"))));
    road.accepted.put(Stage.FIREWALL, Set.of(Outcome.ALLOW, Outcome.OBSERVED));

    var record = road.serve();

    assertThat(road.sent).hasToString("Ankle boot");
    assertThat(record.trail()).extracting(s -> s.verdict().word()).contains("deny", "rewrite");
  }

  @Test
  void anObservedDenial_doesNotReachTheModel_whereThePolicyWantsTheStageEnforced() {
    road.identified()
        .with(
            new Installed(
                "firewall",
                Stage.FIREWALL,
                Mode.OBSERVE,
                OnError.DENY,
                (Control.OfRequest) (_, _) -> Verdict.deny(Reason.BLOCKED, "rule 942100")));
    road.accepted.put(Stage.FIREWALL, Set.of(Outcome.ALLOW));

    road.serve();

    assertThat(road.modelCalls).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.RECEIPT_REFUSED);
  }

  @Test
  void rewrittenParts_reachTheModel_areValidatedAgain_andBothDigestsAreOnTheReceipt() {
    var validated = new ArrayList<String>();
    road.identified()
        .with(
            "schema",
            Stage.VALIDATE,
            (Control.OfRequest)
                (_, call) -> {
                  validated.add(TestRoad.textOf(call.parts().getFirst()));
                  return Verdict.pass();
                })
        .with("mask", Stage.PROTECT, masking());

    var record = road.serve();

    assertThat(validated).containsExactly("hello", "h***o");
    assertThat(TestRoad.textOf(road.modelCalls.getFirst().parts().getFirst())).isEqualTo("h***o");
    assertThat(record.receipt())
        .hasValueSatisfying(r -> assertThat(r.received()).isNotEqualTo(r.forwarded()));
  }

  @Test
  void aRewriteThatBreaksTheContract_isDenied() {
    road.identified()
        .with(
            "schema",
            Stage.VALIDATE,
            (Control.OfRequest)
                (_, call) ->
                    TestRoad.textOf(call.parts().getFirst()).contains("*")
                        ? Verdict.deny(Reason.INVALID, "asterisk")
                        : Verdict.pass())
        .with("mask", Stage.PROTECT, masking());

    road.serve();

    assertThat(road.modelCalls).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.INVALID);
  }

  private static Control.OfRequest masking() {
    return (_, call) ->
        new Verdict.Rewrite(
            List.of(Part.text("/text", "h***o")), new Finding("masked", 1, "one word"));
  }

  @Test
  void twoPrincipals_areOneTooMany() {
    road.identified()
        .with("jwt", Stage.IDENTIFY, (Control.OfRequestHead) _ -> Verdict.pass(TestRoad.ALICE));

    road.serve();

    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.UNAUTHENTICATED);
  }

  @Test
  void noPrincipal_isDenied_unlessTheRouteSaysAnonymous() {
    road.serve();
    road.access = Route.Access.ANONYMOUS;
    road.serve();

    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.UNAUTHENTICATED);
    assertThat(road.modelCalls).hasSize(1);
  }

  @Test
  void anIntentThatIsNotDurable_meansNoModelCall() {
    road.identified().intendFailure = Optional.of(new IOException("disk full"));

    road.serve();

    assertThat(road.modelCalls).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.NOT_RECORDED);
  }

  @Test
  void anOutcomeThatIsNotDurable_meansNoAnswer() {
    road.identified().concludeFailure = Optional.of(new IOException("disk full"));

    road.serve();

    assertThat(road.sent).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.NOT_RECORDED);
  }

  @Test
  void theReceipt_isForThisCallAlone() {
    road.identified();
    var other =
        Call.of(Operation.PREDICT, ModelRef.of("other"), List.of(Part.text("/text", "hello")));
    road.serve();
    var digest = CallDigest.of(road.call);

    assertThat(CallDigest.of(other)).isNotEqualTo(digest);
    assertThat(road.witnessed.getFirst().receipt())
        .hasValueSatisfying(r -> assertThat(r.forwarded()).isEqualTo(digest));
  }
}
