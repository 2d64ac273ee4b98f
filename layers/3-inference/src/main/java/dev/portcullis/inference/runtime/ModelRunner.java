package dev.portcullis.inference.runtime;

import ai.onnxruntime.OrtException;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Content;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Runs one model on threads of its own. Calls that wait at the same time share a run; one whose
 * deadline has passed is dropped before it; a run that nobody waits for any more is ended.
 */
final class ModelRunner implements AutoCloseable {

  private static final Duration LEAVE = Duration.ofSeconds(5);

  private final OnnxSession session;
  private final JobQueue queue;
  private final AtomicInteger stuckRuns = new AtomicInteger();
  private final LongAdder runs = new LongAdder();
  private final LongAdder batched = new LongAdder();
  private final List<Thread> threads;
  private volatile boolean closed;

  ModelRunner(String model, Engine engine) {
    var settings = engine.settings();
    this.session = engine.session();
    this.queue = new JobQueue(settings.queue(), engine.maxRows(), settings.batchDelay());
    this.threads =
        IntStream.range(0, settings.concurrency())
            .mapToObj(i -> Thread.ofPlatform().daemon().name("model-" + model + "-" + i))
            .map(builder -> builder.start(this::work))
            .toList();
  }

  /** Completes on a thread of this runner, or exceptionally with a denial or a timeout. */
  CompletableFuture<List<Content.Tensor>> submit(List<Content.Tensor> inputs, Deadline deadline) {
    var outputs = new CompletableFuture<List<Content.Tensor>>();
    var job = new Job(inputs, deadline, outputs);
    if (closed) {
      job.fail(Reason.MODEL_UNAVAILABLE, "the model is closed");
    } else if (stuckRuns.get() >= threads.size()) {
      job.fail(Reason.MODEL_UNAVAILABLE, "every thread is in a run that doesn't end");
    } else if (!queue.offer(job)) {
      job.fail(Reason.OVERLOADED, "the model's queue is full");
    }
    return outputs.isDone()
        ? outputs
        : outputs.orTimeout(Math.max(1, deadline.leftNanos()), TimeUnit.NANOSECONDS);
  }

  ModelLoad load(int underWay) {
    return new ModelLoad(underWay, queue.waiting(), runs.sum(), batched.sum());
  }

  private void work() {
    var lane = new Lane(session);
    var taker = queue.taker();
    while (!closed) {
      try {
        runTogether(lane, taker.next());
      } catch (InterruptedException _) {
        break;
      }
    }
    taker.leave().forEach(job -> job.fail(Reason.MODEL_UNAVAILABLE, "the model is closed"));
  }

  private void runTogether(Lane lane, List<Job> jobs) {
    runs.increment();
    batched.add(jobs.size());
    try {
      var outputs = run(lane, jobs);
      for (int i = 0; i < jobs.size(); i++) {
        jobs.get(i).answer(outputs.get(i));
      }
    } catch (DeniedException e) {
      if (jobs.size() == 1) {
        jobs.forEach(job -> job.outputs().completeExceptionally(e));
        return;
      }
      // One call's input must not fail its neighbours', so each is tried alone.
      jobs.stream().filter(Job::isAwaited).forEach(job -> runTogether(lane, List.of(job)));
    }
  }

  private List<List<Content.Tensor>> run(Lane lane, List<Job> jobs) {
    try (var run = new Run(stuckRuns)) {
      var _ = allGone(jobs).whenComplete((_, _) -> run.abandon());
      return lane.run(jobs.stream().map(Job::inputs).toList(), run.options());
    } catch (OrtException e) {
      // The code alone: messages of the runtime quote what they choked on.
      throw new DeniedException(Reason.MODEL_FAILED, "the runtime says " + e.getCode());
    } catch (RuntimeException | Error e) {
      // Whatever it was, the thread goes on: a model that failed once is still served.
      throw new DeniedException(Reason.MODEL_FAILED, "the run threw " + e.getClass().getName());
    }
  }

  private static CompletableFuture<?> allGone(List<Job> jobs) {
    return CompletableFuture.allOf(
        jobs.stream().map(Job::outputs).toArray(CompletableFuture<?>[]::new));
  }

  /** Stops taking calls; frees the model once its threads have left, or never if one can't. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    queue.drain().forEach(job -> job.fail(Reason.MODEL_UNAVAILABLE, "the model is closed"));
    if (threads.stream().allMatch(ModelRunner::hasLeft)) {
      session.close();
    }
  }

  private static boolean hasLeft(Thread thread) {
    try {
      return thread.join(LEAVE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
