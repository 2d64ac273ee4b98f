package dev.portcullis.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Window;
import dev.portcullis.kernel.receipt.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** THROWS, HANGS, says nothing, OFF: of every kind of control. */
final class FailClosedTest {

  private static final Duration PATIENCE = Duration.ofMillis(40);

  static Stream<Arguments> brokenControls() {
    return Stream.of(
        arguments("head throws", Stage.AUTHORIZE, (Control.OfRequestHead) _ -> broken()),
        arguments("head overflows", Stage.AUTHORIZE, (Control.OfRequestHead) _ -> endless(0)),
        arguments("head says nothing", Stage.AUTHORIZE, (Control.OfRequestHead) _ -> nothing()),
        arguments("call throws", Stage.FIREWALL, (Control.OfRequest) (_, _) -> broken()),
        arguments("call says nothing", Stage.FIREWALL, (Control.OfRequest) (_, _) -> nothing()),
        arguments("reply throws", Stage.FILTER, (Control.OfReply) (_, _) -> broken()),
        arguments("reply says nothing", Stage.FILTER, (Control.OfReply) (_, _) -> nothing()),
        arguments("head later throws", Stage.LIMIT, new HeadLater(FailClosedTest::broken)),
        arguments("head later no stage", Stage.LIMIT, new HeadLater(FailClosedTest::nothing)),
        arguments("head later fails", Stage.LIMIT, new HeadLater(FailClosedTest::failing)),
        arguments("head later no verdict", Stage.LIMIT, new HeadLater(FailClosedTest::empty)),
        arguments("head later hangs", Stage.LIMIT, new HeadLater(CompletableFuture::new)),
        arguments("call later throws", Stage.VALIDATE, new CallLater(FailClosedTest::broken)),
        arguments("call later fails", Stage.VALIDATE, new CallLater(FailClosedTest::failing)),
        arguments("call later hangs", Stage.VALIDATE, new CallLater(CompletableFuture::new)),
        arguments("reply later throws", Stage.FILTER, new ReplyLater(FailClosedTest::broken)),
        arguments("reply later fails", Stage.FILTER, new ReplyLater(FailClosedTest::failing)),
        arguments("reply later hangs", Stage.FILTER, new ReplyLater(CompletableFuture::new)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenControls")
  void aBrokenControl_hasDenied(String name, Stage stage, Control control) {
    var road = new TestRoad().identified().with(name, stage, control);

    road.serve();

    assertThat(road.sent).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.CONTROL_FAILED);
    assertThat(road.witnessed.getFirst().trail().getLast().control()).isEqualTo(name);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenControls")
  void aBrokenControl_hasPassed_whereThePolicySaysSo_andTheTrailShowsIt(
      String name, Stage stage, Control control) {
    var road = new TestRoad().identified();
    road.with(new Installed(name, stage, Mode.ENFORCE, OnError.ALLOW, control));
    road.accepted.put(stage, Set.of(Outcome.ALLOW, Outcome.EXCUSED));

    var record = road.serve();

    assertThat(record.status()).isEqualTo(200);
    assertThat(record.trail().getLast().verdict())
        .isInstanceOfSatisfying(
            Verdict.Flag.class,
            flag -> assertThat(flag.finding().kind()).isEqualTo("control_failed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenControls")
  void aControlThatIsOff_isNotAsked_andTheTrailShowsIt(String name, Stage stage, Control control) {
    var road = new TestRoad().identified();
    road.with(new Installed(name, stage, Mode.OFF, OnError.DENY, control));

    var record = road.serve();

    assertThat(record.status()).isEqualTo(200);
    assertThat(record.trail().getLast().mode()).isEqualTo(Mode.OFF);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenControls")
  void aControlThatIsOff_leavesAHole_whereThePolicyDemandsItsStage(
      String name, Stage stage, Control control) {
    var road = new TestRoad().identified();
    road.with(new Installed(name, stage, Mode.OFF, OnError.DENY, control));
    road.accepted.put(stage, Set.of(Outcome.ALLOW));

    road.serve();

    var expected = Stage.GATED.contains(stage) ? List.of(Reason.RECEIPT_REFUSED) : List.of();
    assertThat(road.refusals).extracting(Denial::reason).isEqualTo(expected);
  }

  static Stream<Arguments> brokenStreamControls() {
    return Stream.of(
        arguments("throws", new OfStream(FailClosedTest::broken)),
        arguments("says nothing", new OfStream(FailClosedTest::nothing)),
        arguments("denies", new OfStream(() -> Verdict.deny(Reason.ANSWER_BLOCKED, "test"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenStreamControls")
  void aBrokenStreamControl_cutsTheStream(String name, Control control) {
    var road = new TestRoad().identified().with(name, Stage.FILTER, control);
    road.reply = TestRoad.streamOf("a", "b", "c");

    road.serve();

    assertThat(road.sent).isEmpty();
    assertThat(road.refusals).hasSize(1);
  }

  private record HeadLater(Supplier<CompletionStage<Verdict.OfHead>> said)
      implements Control.OfRequestHeadLater {
    @Override
    public Duration deadline() {
      return PATIENCE;
    }

    @Override
    public int bulkhead() {
      return 1;
    }

    @Override
    public CompletionStage<Verdict.OfHead> onRequestHead(Exchange exchange) {
      return said.get();
    }
  }

  private record CallLater(Supplier<CompletionStage<Verdict.OfHead>> said)
      implements Control.OfRequestLater {
    @Override
    public Duration deadline() {
      return PATIENCE;
    }

    @Override
    public int bulkhead() {
      return 1;
    }

    @Override
    public CompletionStage<? extends Verdict> onRequest(Exchange exchange, Call call) {
      return said.get();
    }
  }

  private record ReplyLater(Supplier<CompletionStage<Verdict.OfHead>> said)
      implements Control.OfReplyLater {
    @Override
    public Duration deadline() {
      return PATIENCE;
    }

    @Override
    public int bulkhead() {
      return 1;
    }

    @Override
    public CompletionStage<? extends Verdict> onReply(Exchange exchange, Answer answer) {
      return said.get();
    }
  }

  private record OfStream(Supplier<Verdict> said) implements Control.OfReplyStream {
    @Override
    public int holdBack() {
      return 2;
    }

    @Override
    public Verdict onReplyWindow(Exchange exchange, Window window) {
      return said.get();
    }
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // It throws: there is nothing to cast.
  private static <T> T broken() {
    throw new IllegalStateException("broken on purpose");
  }

  @SuppressWarnings("InfiniteRecursion") // A control that overflows its stack is what is tested.
  private static Verdict.OfHead endless(int depth) {
    return endless(depth + 1);
  }

  private static CompletionStage<Verdict.OfHead> failing() {
    return CompletableFuture.failedFuture(new IllegalStateException("broken on purpose"));
  }

  private static CompletionStage<Verdict.OfHead> empty() {
    return CompletableFuture.completedFuture(nothing());
  }

  /** A null where the type system allows none: what a careless plug-in would return. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    @Nullable T nothing = null;
    return nothing;
  }
}
