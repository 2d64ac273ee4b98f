package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Intent;
import dev.portcullis.kernel.port.Invocation;
import dev.portcullis.kernel.receipt.CallDigest;
import dev.portcullis.kernel.receipt.Receipt;
import dev.portcullis.kernel.receipt.ReceiptSeal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One exchange's way down the road: the steps of {@link Pipeline#serve} and what they share. */
final class Passage {

  /** Bodies up to this size are judged on the event loop, larger ones on a worker. */
  static final long MAX_INLINE_BYTES = 8 * 1024;

  private static final System.Logger LOG = System.getLogger(Pipeline.class.getName());

  private final Pipeline pipeline;
  private final Surroundings around;
  private final Exchange exchange;
  private final Wire wire;
  private final Slots slots = new Slots();
  private final Walk walk;

  private @Nullable Call call;
  private @Nullable Receipt receipt;
  private @Nullable ExchangeRecord record;
  private boolean rewritten;
  private int answered = 200;

  Passage(Pipeline pipeline, Exchange exchange, Wire wire) {
    this.pipeline = pipeline;
    this.around = pipeline.around();
    this.exchange = exchange;
    this.wire = wire;
    this.walk = new Walk(exchange, slots, exchange.loop());
  }

  /** Controls that need no body, and then: exactly one principal. */
  CompletionStage<?> judgeHead() {
    return walk.past(
            pipeline.ofHead(), post -> Asking.aboutHead(post, exchange), Passage::nothingToRewrite)
        .thenRun(this::requireOnePrincipal);
  }

  /** The body, read under bounds and parsed once. */
  CompletionStage<?> readCall() {
    return onLoop(wire::call, Reason.MALFORMED).thenAccept(read -> call = read);
  }

  /** Controls that see the call; then the receipt is sealed over what they left of it. */
  CompletionStage<?> judgeCall() {
    if (wire.bytesIn() <= MAX_INLINE_BYTES && call().bytes() <= MAX_INLINE_BYTES) {
      return judgeAndSeal(exchange.loop());
    }
    try {
      var workers = around.workers();
      var judged = CompletableFuture.supplyAsync(() -> judgeAndSeal(workers), workers);
      return onLoop(() -> judged.thenCompose(stage -> stage), Reason.CONTROL_FAILED);
    } catch (RejectedExecutionException _) {
      throw new DeniedException(Reason.OVERLOADED, "every worker is busy");
    }
  }

  /**
   * Judges where it is called, and goes on there after controls that wait.
   *
   * @param here the loop, or the workers for what would hold the loop up
   */
  private CompletionStage<Void> judgeAndSeal(Executor here) {
    var received = CallDigest.of(call());
    return judgeCallWith(pipeline.ofCall(), here, this::rewriteCall)
        .thenCompose(_ -> rewritten ? validateAgain(here) : CompletableFuture.completedStage(null))
        .thenRun(() -> seal(received));
  }

  private void rewriteCall(List<Part> parts) {
    call = call().with(parts);
    rewritten = true;
  }

  /** What a control wrote must fit the contract as well as what the client wrote. */
  private CompletionStage<Void> validateAgain(Executor here) {
    var validators = pipeline.ofCall().stream().filter(p -> p.stage() == Stage.VALIDATE).toList();
    return judgeCallWith(validators, here, Passage::nothingToRewrite);
  }

  private CompletionStage<Void> judgeCallWith(
      List<Post> posts, Executor here, Consumer<List<Part>> rewrite) {
    return walk.resumingOn(here)
        .past(posts, post -> Asking.aboutCall(post, exchange, call()), rewrite);
  }

  private void seal(String received) {
    var bound =
        new ReceiptSeal.Bound(
            exchange.id(), exchange.route().id(), pipeline.policyHash(), identity().subject());
    var forwarded = rewritten ? CallDigest.of(call()) : received;
    receipt = around.seal().seal(bound, call(), slots.entered(), received, forwarded);
  }

  /** Nothing happens that is not on record first. */
  CompletionStage<?> recordIntent() {
    var intent = new Intent(call().operation(), receipt(), wire.bytesIn());
    return onLoop(() -> around.ledger().intend(exchange, intent), Reason.NOT_RECORDED);
  }

  /** The model, behind the guard that verifies the receipt; within what is left of the deadline. */
  CompletionStage<Reply> callModel() {
    var left = exchange.route().deadline().minus(elapsed());
    if (left.isNegative() || left.isZero()) {
      throw new DeniedException(Reason.DEADLINE_EXCEEDED, "nothing left for the model");
    }
    exchange.meter().asked();
    var invocation =
        new Invocation(
            exchange.id(), receipt(), call(), left, propagated(), exchange.loop(), wire.memory());
    return onLoop(
            () ->
                Overdue.within(
                    left,
                    around
                        .backend()
                        .invoke(invocation)
                        .<Reply>thenApply(reply -> reply)
                        .toCompletableFuture()),
            Reason.MODEL_FAILED)
        .thenApply(exchange.meter()::replied);
  }

  /** Controls that see the answer. A stream passes only where all of them can judge streams. */
  CompletionStage<? extends Reply> judgeReply(Reply reply) {
    return switch (reply) {
      case Answer answer -> {
        StreamGuard.requireNotContained(exchange, around.containment());
        yield judgeAnswer(answer);
      }
      case AnswerStream stream -> {
        var guard = new StreamGuard(exchange, pipeline.ofReplyStream(), walk, around.containment());
        var watched = guard.watch(stream);
        yield pipeline.ofReply().stream().allMatch(Passage::judgesStreams)
            ? CompletableFuture.completedStage(watched)
            : onLoop(new StreamCollector(watched, wire.memory())::collect, Reason.MODEL_FAILED)
                .thenCompose(whole -> judgeAnswer(whole.answer()).thenApply(whole::replay));
      }
    };
  }

  private CompletionStage<Answer> judgeAnswer(Answer answer) {
    var current = new Answer[] {answer};
    return walk.past(
            pipeline.ofReply(),
            post -> Asking.aboutReply(post, exchange, current[0]),
            parts -> current[0] = current[0].with(parts))
        .thenApply(_ -> current[0]);
  }

  private static boolean judgesStreams(Post post) {
    return post.mode() == Mode.OFF || post.control() instanceof Control.OfReplyStream;
  }

  /** The answer leaves; its last byte after the outcome is on record. */
  CompletionStage<Void> sendAndConclude(Reply reply) {
    answered = reply.status();
    return onLoop(() -> wire.send(reply, this::conclude), Reason.MODEL_FAILED).thenAccept(_ -> {});
  }

  private CompletionStage<?> conclude(long bytesOut) {
    var ended = recordOf(Optional.empty(), bytesOut);
    return onLoop(() -> around.ledger().conclude(ended), Reason.NOT_RECORDED)
        .thenAccept(_ -> record = ended);
  }

  /** Tells the ledger, then the caller, that and why it ends here. */
  CompletionStage<Void> refuse(Throwable failure) {
    var denial = DeniedException.denialOf(failure, Reason.CONTROL_FAILED);
    if (record != null) {
      // The answer was on record and could not be sent: there is nobody left to tell.
      return wire.refuse(denial).handle((_, _) -> null);
    }
    exchange.meter().refused(denial);
    var ended = recordOf(Optional.of(denial), exchange.meter().sentBytes());
    record = ended;
    // A refusal that cannot be recorded is a refusal all the same.
    return onLoop(() -> around.ledger().conclude(ended), Reason.NOT_RECORDED)
        .handle((_, _) -> denial)
        .thenCompose(wire::refuse)
        .handle((_, _) -> null);
  }

  /** Settles what is owed, once, and shows witnesses how it ended. */
  ExchangeRecord end() {
    var ended = Objects.requireNonNull(record, "every exchange ends with a record");
    for (var settlement : exchange.takeSettlements(ended)) {
      quietly("settlement", () -> settlement.settle(ended));
    }
    for (var witness : around.witnesses()) {
      quietly("witness", () -> witness.witnessed(ended));
    }
    return ended;
  }

  private void quietly(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, what + " failed: exchange=" + exchange.id(), e);
    }
  }

  private void requireOnePrincipal() {
    var principals = exchange.facts(Identity.class).size();
    if (principals > 1) {
      throw new DeniedException(Reason.UNAUTHENTICATED, principals + " principals in one request");
    }
    if (principals == 1) {
      return;
    }
    if (exchange.route().access() != Route.Access.ANONYMOUS) {
      throw new DeniedException(Reason.UNAUTHENTICATED, "no credential");
    }
    exchange.learn(List.of(Identity.anonymous()));
  }

  private static void nothingToRewrite(List<Part> parts) {
    throw new DeniedException(
        Reason.CONTROL_FAILED, parts.size() + " parts rewritten where nothing may be");
  }

  private ExchangeRecord recordOf(Optional<Denial> denial, long bytesOut) {
    return new ExchangeRecord(
        exchange.id(),
        exchange.startedAt(),
        exchange.route(),
        exchange.head().method(),
        exchange.head().client().getHostAddress(),
        exchange.fact(Identity.class),
        Optional.ofNullable(call).map(Call::model),
        exchange.trail(),
        denial,
        Optional.ofNullable(receipt),
        wire.bytesIn(),
        bytesOut,
        elapsed(),
        answered,
        exchange.use());
  }

  private Map<String, String> propagated() {
    return exchange
        .head()
        .headers()
        .header("traceparent")
        .map(parent -> Map.of("traceparent", parent))
        .orElse(Map.of());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - exchange.startedNanos());
  }

  private Identity identity() {
    return exchange.require(Identity.class);
  }

  private Call call() {
    return Objects.requireNonNull(call, "the call is read before it is judged");
  }

  private Receipt receipt() {
    return Objects.requireNonNull(receipt, "the receipt is sealed before the model is called");
  }

  private <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> asked, Reason otherwise) {
    return Homeward.to(exchange.loop(), asked, otherwise);
  }
}
