package dev.portcullis.inference.runtime;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One ONNX model, run in process. Nothing of it runs on an event loop but the check of tensors'
 * bounds: pictures and texts are read on workers, runs have threads of their own.
 */
public final class OnnxBackend implements Backend, AutoCloseable {

  /** How long a model that is closed waits for its last calls. */
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final ModelRef model;
  private final List<Task> tasks;
  private final ModelRunner runner;
  private final int places;
  private final Semaphore room;
  private final Executor workers;
  private volatile boolean closed;

  /**
   * A backend.
   *
   * @param engine the model, which has run before: the first caller doesn't wait for what happens
   *     only once
   * @param tasks ways of using it, asked in this order
   * @param workers bounded pool that reads pictures and texts
   */
  public OnnxBackend(Engine engine, ModelRef model, List<Task> tasks, Executor workers) {
    this.model = model;
    this.tasks = List.copyOf(tasks);
    this.runner = new ModelRunner(model.name(), engine);
    this.places = engine.settings().queue();
    this.room = new Semaphore(places);
    this.workers = workers;
  }

  /** What it has to do now. */
  public ModelLoad load() {
    return runner.load(places - room.availablePermits());
  }

  @Override
  public CompletionStage<Answer> invoke(Invocation invocation) {
    var deadline = Deadline.in(invocation.remaining());
    var call = invocation.call();
    if (call.operation() == Operation.DESCRIBE && serves(call.model())) {
      return CompletableFuture.completedFuture(Answer.of(model, List.of()));
    }
    if (closed) {
      return CompletableFuture.failedFuture(
          DeniedException.unreached(Reason.MODEL_UNAVAILABLE, "the model is closed"));
    }
    if (!room.tryAcquire()) {
      return CompletableFuture.failedFuture(
          DeniedException.unreached(
              Reason.OVERLOADED, "as many calls under way as the queue may hold"));
    }
    return answer(call, deadline)
        .orTimeout(Math.max(1, deadline.leftNanos()), TimeUnit.NANOSECONDS)
        .whenComplete((_, _) -> room.release())
        .exceptionallyCompose(OnnxBackend::denied);
  }

  private CompletableFuture<Answer> answer(Call call, Deadline deadline) {
    try {
      var task = taskFor(call);
      return read(task, call, deadline)
          .thenCompose(runs -> runAll(runs, new ArrayList<>(runs.size()), deadline))
          .thenApply(outputs -> Answer.of(model, task.answer(call, outputs)));
    } catch (DeniedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Task taskFor(Call call) {
    if (!serves(call.model())) {
      throw DeniedException.unreached(Reason.NOT_FOUND, "this is " + model);
    }
    return tasks.stream()
        .filter(task -> task.takes(call))
        .findFirst()
        .orElseThrow(() -> InputCheck.invalid("", "expected: the kind of input the model takes"));
  }

  private boolean serves(ModelRef asked) {
    return asked.name().equals(model.name())
        && (asked.version().isEmpty() || asked.version().equals(model.version()));
  }

  private CompletableFuture<List<List<Content.Tensor>>> read(
      Task task, Call call, Deadline deadline) {
    return switch (task.effort()) {
      case LIGHT -> CompletableFuture.completedFuture(task.inputs(call));
      case HEAVY -> {
        try {
          yield CompletableFuture.supplyAsync(() -> inTime(deadline, task).inputs(call), workers);
        } catch (RejectedExecutionException _) {
          throw DeniedException.unreached(Reason.OVERLOADED, "every worker is busy");
        }
      }
    };
  }

  /**
   * Whoever waited for a worker may have nothing left of his time, and nothing is decoded for him.
   */
  private static Task inTime(Deadline deadline, Task task) {
    if (deadline.passed()) {
      throw new DeniedException(Reason.DEADLINE_EXCEEDED, "no worker was free in time");
    }
    return task;
  }

  /** One run after the other, so that no caller takes more than one place in the line. */
  private CompletableFuture<List<List<Content.Tensor>>> runAll(
      List<List<Content.Tensor>> runs, List<List<Content.Tensor>> outputs, Deadline deadline) {
    if (outputs.size() == runs.size()) {
      return CompletableFuture.completedFuture(outputs);
    }
    return runner
        .submit(runs.get(outputs.size()), deadline)
        .thenCompose(found -> {
          outputs.add(found);
          return runAll(runs, outputs, deadline);
        });
  }

  private static CompletionStage<Answer> denied(Throwable failure) {
    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return CompletableFuture.failedFuture(
        cause instanceof TimeoutException
            ? new DeniedException(Reason.DEADLINE_EXCEEDED, "the model took too long")
            : new DeniedException(DeniedException.denialOf(failure, Reason.MODEL_FAILED)));
  }

  /** Refuses new calls, waits for those under way, and then frees the model. */
  @Override
  public void close() {
    closed = true;
    try {
      // Whoever holds every place knows that nobody else holds one.
      var _ = room.tryAcquire(places, DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    runner.close();
  }
}
