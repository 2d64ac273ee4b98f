package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.receipt.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Walks past a row of controls, asks each, and acts on what it says. Synchronous as long as every
 * control answers at once; after one that waited it resumes where it was told to.
 */
final class Walk {

  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  private final Exchange exchange;
  private final Slots slots;
  private final Executor here;

  Walk(Exchange exchange, Slots slots, Executor here) {
    this.exchange = exchange;
    this.slots = slots;
    this.here = here;
  }

  /** The same walk, going on there after a control that waited. */
  Walk resumingOn(Executor executor) {
    return new Walk(exchange, slots, executor);
  }

  /**
   * Past all of them, or a failure with the first denial that is enforced.
   *
   * @param rewrite what to do with parts that a control replaces
   */
  CompletionStage<Void> past(
      List<Post> posts,
      Function<Post, CompletableFuture<Verdict>> ask,
      Consumer<List<Part>> rewrite) {
    return from(0, posts, ask, rewrite);
  }

  private CompletionStage<Void> from(
      int first,
      List<Post> posts,
      Function<Post, CompletableFuture<Verdict>> ask,
      Consumer<List<Part>> rewrite) {
    for (int i = first; i < posts.size(); i++) {
      var post = posts.get(i);
      if (post.mode() == Mode.OFF) {
        exchange.write(
            new Step(post.stage(), post.name(), Mode.OFF, Verdict.pass(), Duration.ZERO));
        continue;
      }
      var started = System.nanoTime();
      var asked = ask.apply(post);
      if (!asked.isDone()) {
        var next = i + 1;
        return asked.thenComposeAsync(
            verdict -> {
              act(post, verdict, started, rewrite);
              return from(next, posts, ask, rewrite);
            },
            here);
      }
      act(post, asked.join(), started, rewrite);
    }
    return DONE;
  }

  /** Writes the step down, then does what the verdict says where the policy has it enforced. */
  void act(Post post, Verdict said, long startedNanos, Consumer<List<Part>> rewrite) {
    var outcome = outcome(post, said);
    var verdict = outcome == Outcome.EXCUSED ? excused(said) : said;
    var took = Duration.ofNanos(System.nanoTime() - startedNanos);
    exchange.write(new Step(post.stage(), post.name(), post.mode(), verdict, took));
    slots.enter(post, verdict, outcome);
    switch (verdict) {
      case Verdict.Pass(var facts, var settlement) -> {
        exchange.learn(post.mode() == Mode.ENFORCE ? facts : withoutCallers(facts));
        exchange.owe(settlement);
      }
      case Verdict.Flag _ -> {}
      case Verdict.Deny(var denial) -> {
        if (post.mode() == Mode.ENFORCE) {
          throw new DeniedException(denial);
        }
      }
      case Verdict.Rewrite(var parts, _) -> {
        if (post.mode() == Mode.ENFORCE) {
          rewrite.accept(parts);
        }
      }
    }
  }

  private static Outcome outcome(Post post, Verdict verdict) {
    if (!(verdict instanceof Verdict.Deny(var denial))) {
      return post.mode() == Mode.OBSERVE && namesACaller(verdict)
          ? Outcome.OBSERVED
          : Outcome.ALLOW;
    }
    if (post.mode() == Mode.OBSERVE) {
      return Outcome.OBSERVED;
    }
    if (denial.reason() != Reason.CONTROL_FAILED) {
      return Outcome.DENY;
    }
    return post.onError() == OnError.ALLOW ? Outcome.EXCUSED : Outcome.ERROR;
  }

  private static boolean namesACaller(Verdict verdict) {
    return verdict instanceof Verdict.Pass(var facts, _)
        && facts.stream().anyMatch(Identity.class::isInstance);
  }

  /** Who only observes lets nobody in; what else it found out stays true. */
  private static List<Fact> withoutCallers(List<Fact> facts) {
    return facts.stream().filter(fact -> !(fact instanceof Identity)).toList();
  }

  /** A failure that the policy lets pass: no longer a denial, but there to be seen. */
  private static Verdict excused(Verdict said) {
    return said instanceof Verdict.Deny(var denial)
        ? new Verdict.Flag(new Finding("control_failed", 1, denial.detail()))
        : said;
  }
}
