package dev.portcullis.inference.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.inference.tiny.Calls;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Invocation;
import dev.portcullis.kernel.port.Memory;
import dev.portcullis.kernel.receipt.CallDigest;
import dev.portcullis.kernel.receipt.Gate;
import dev.portcullis.kernel.receipt.Outcome;
import dev.portcullis.kernel.receipt.Receipt;
import dev.portcullis.kernel.receipt.ReceiptKey;
import dev.portcullis.kernel.receipt.ReceiptSeal;
import dev.portcullis.kernel.receipt.ReceiptVerifier;
import dev.portcullis.kernel.receipt.Slot;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GuardedBackendTest {

  private static final ReceiptKey KEY = ReceiptKey.generate(new SecureRandom());
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Call SMALL = call(1);
  private static final Call LARGE = call((int) GuardedBackend.MAX_INLINE_BYTES / 4 + 1);

  private final List<Invocation> reached = new ArrayList<>();
  private final Backend model =
      invocation -> {
        reached.add(invocation);
        return CompletableFuture.completedFuture(Answer.of(invocation.call().model(), List.of()));
      };

  @Test
  void callWithItsReceipt_reachesTheModel() {
    var reply = guard(Runnable::run).invoke(invocation(SMALL, seal(SMALL, "e1")));

    assertThat(reply.toCompletableFuture().join().status()).isEqualTo(200);
    assertThat(reached).hasSize(1);
  }

  static Stream<Arguments> doubts() {
    var sealed = seal(SMALL, "e1");
    return Stream.of(
        Arguments.of("of another exchange", seal(SMALL, "e2")),
        Arguments.of("of another call", seal(call(2), "e1")),
        Arguments.of("sealed too long ago", seal(SMALL, "e1", NOW.minusSeconds(31), allSlots())),
        Arguments.of("sealed in the future", seal(SMALL, "e1", NOW.plusSeconds(31), allSlots())),
        Arguments.of("without a slot", seal(SMALL, "e1", NOW, allSlots().subList(1, 6))),
        Arguments.of("with a denial", seal(SMALL, "e1", NOW, denying())),
        Arguments.of("sealed with another key", resealed(sealed)),
        Arguments.of("for another subject", with(sealed, "mallory", sealed.tag())),
        Arguments.of("with no tag", with(sealed, sealed.subject(), "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doubts")
  void receiptInDoubt_isRefusedAndNoModelIsAsked(String doubt, Receipt receipt) {
    var reply = guard(Runnable::run).invoke(invocation(SMALL, receipt));

    assertThat(reasonOf(reply.toCompletableFuture())).as(doubt).isEqualTo(Reason.RECEIPT_REFUSED);
    assertThat(reached).isEmpty();
  }

  @Test
  void receiptOfAPolicyNotInForce_isRefused() {
    var guard =
        new GuardedBackend(
            new ReceiptVerifier(KEY, _ -> Optional.empty(), fixed()),
            Map.of("tiny", model),
            Runnable::run);

    var reply = guard.invoke(invocation(SMALL, seal(SMALL, "e1")));

    assertThat(reasonOf(reply.toCompletableFuture())).isEqualTo(Reason.RECEIPT_REFUSED);
    assertThat(reached).isEmpty();
  }

  @Test
  void checkThatThrows_hasRefused() {
    var verifier =
        new ReceiptVerifier(
            KEY,
            _ -> {
              throw new IllegalStateException("no policies");
            },
            fixed());
    var guard = new GuardedBackend(verifier, Map.of("tiny", model), Runnable::run);

    var reply = guard.invoke(invocation(SMALL, seal(SMALL, "e1")));

    assertThat(reasonOf(reply.toCompletableFuture())).isEqualTo(Reason.RECEIPT_REFUSED);
    assertThat(reached).isEmpty();
  }

  @Test
  void largeCall_isDigestedOnAWorkerAndGoesOnOnItsLoop() {
    var worked = new ArrayList<Runnable>();
    var looped = new ArrayList<Runnable>();
    var invocation =
        new Invocation(
            "e1", seal(LARGE, "e1"), LARGE, MINUTE, Map.of(), looped::add, Memory.UNBOUNDED);

    var reply = guard(worked::add).invoke(invocation);
    worked.forEach(Runnable::run);

    assertThat(reached).isEmpty();
    assertThat(looped).hasSize(1);
    looped.getFirst().run();
    assertThat(reply.toCompletableFuture()).isCompleted();
    assertThat(reached).hasSize(1);
  }

  @Test
  void largeCallWithAReceiptInDoubt_isRefusedTheSame() {
    var reply = guard(Runnable::run).invoke(invocation(LARGE, seal(SMALL, "e1")));

    assertThat(reasonOf(reply.toCompletableFuture())).isEqualTo(Reason.RECEIPT_REFUSED);
    assertThat(reached).isEmpty();
  }

  @Test
  void noWorkerFree_isOverload() {
    Executor full =
        _ -> {
          throw new RejectedExecutionException();
        };

    var reply = guard(full).invoke(invocation(LARGE, seal(LARGE, "e1")));

    assertThat(reasonOf(reply.toCompletableFuture())).isEqualTo(Reason.OVERLOADED);
    assertThat(reached).isEmpty();
  }

  @Test
  void deadlineThatPassedDuringAPause_isNoticedBeforeTheModel() {
    Executor paused =
        task -> {
          pause(Duration.ofMillis(30));
          task.run();
        };
    var invocation =
        new Invocation("e1", seal(LARGE, "e1"), LARGE, Duration.ofMillis(20), Map.of());

    var reply = guard(paused).invoke(invocation);

    assertThat(reasonOf(reply.toCompletableFuture())).isEqualTo(Reason.DEADLINE_EXCEEDED);
    assertThat(reached).isEmpty();
  }

  @Test
  void timeSpentInTheGuard_isTakenOffWhatIsLeft() {
    var reply = guard(Runnable::run).invoke(invocation(SMALL, seal(SMALL, "e1")));

    assertThat(reply.toCompletableFuture()).isCompleted();
    assertThat(reached.getFirst().remaining()).isPositive().isLessThan(MINUTE);
  }

  @Test
  void modelThatNobodyRuns_isNotFound() {
    var guard = guard(Map.of("other", model), Runnable::run);

    var reply = guard.invoke(invocation(SMALL, seal(SMALL, "e1")));

    assertThat(reasonOf(reply.toCompletableFuture())).isEqualTo(Reason.NOT_FOUND);
    assertThat(reached).isEmpty();
  }

  @Test
  void backendThatThrows_hasFailed() {
    Backend broken =
        invocation -> {
          throw new IllegalStateException(invocation.exchange());
        };
    var guard = guard(Map.of("tiny", broken), Runnable::run);

    var reply = guard.invoke(invocation(SMALL, seal(SMALL, "e1")));

    assertThat(reasonOf(reply.toCompletableFuture())).isEqualTo(Reason.MODEL_FAILED);
  }

  private GuardedBackend guard(Executor workers) {
    return guard(Map.of("tiny", model), workers);
  }

  private static GuardedBackend guard(Map<String, Backend> backends, Executor workers) {
    var accepted =
        Stage.GATED.stream().collect(Collectors.toMap(s -> s, _ -> Set.of(Outcome.ALLOW)));
    var gate = new Gate("default", "hash", accepted);
    var verifier = new ReceiptVerifier(KEY, _ -> Optional.of(gate), fixed());
    return new GuardedBackend(verifier, backends, workers);
  }

  private static Invocation invocation(Call call, Receipt receipt) {
    return new Invocation("e1", receipt, call, MINUTE, Map.of());
  }

  private static Call call(int floats) {
    return Calls.oip("tiny", Calls.floats("in", List.of((long) floats), new float[floats]));
  }

  private static Receipt seal(Call call, String exchange) {
    return seal(call, exchange, NOW, allSlots());
  }

  private static Receipt seal(Call call, String exchange, Instant at, List<Slot> slots) {
    return seal(KEY, call, exchange, at, slots);
  }

  private static Receipt seal(
      ReceiptKey key, Call call, String exchange, Instant at, List<Slot> slots) {
    var bound = new ReceiptSeal.Bound(exchange, "predict", "hash", "alice");
    var digest = CallDigest.of(call);
    return new ReceiptSeal(key, Clock.fixed(at, ZoneOffset.UTC))
        .seal(bound, call, slots, digest, digest);
  }

  private static Receipt resealed(Receipt receipt) {
    var other = ReceiptKey.generate(new SecureRandom());
    return seal(other, SMALL, receipt.exchange(), receipt.sealedAt(), receipt.slots());
  }

  private static Receipt with(Receipt receipt, String subject, String tag) {
    return new Receipt(
        receipt.exchange(),
        receipt.route(),
        receipt.policyHash(),
        subject,
        receipt.model(),
        receipt.received(),
        receipt.forwarded(),
        receipt.sealedAt(),
        receipt.slots(),
        tag);
  }

  private static List<Slot> allSlots() {
    return slots(slot -> slot);
  }

  private static List<Slot> denying() {
    return slots(slot ->
        slot.stage() == Stage.FIREWALL
            ? new Slot(slot.stage(), slot.controls(), Outcome.DENY)
            : slot);
  }

  private static List<Slot> slots(UnaryOperator<Slot> change) {
    return Stage.GATED.stream()
        .map(stage -> change.apply(new Slot(stage, "c=pass", Outcome.ALLOW)))
        .toList();
  }

  private static Clock fixed() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  private static Reason reasonOf(CompletableFuture<?> refused) {
    try {
      throw new AssertionError("answered: " + refused.join());
    } catch (CompletionException e) {
      return DeniedException.denialOf(e, Reason.CONTROL_FAILED).reason();
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
