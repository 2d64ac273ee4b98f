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

  private final ModelRef model;
  private final List<Task> tasks;
  private final ModelRunner runner;
  private final Semaphore room;
  private final Executor workers;

  private OnnxBackend(
      ModelRef model, List<Task> tasks, ModelRunner runner, Semaphore room, Executor workers) {
    this.model = model;
    this.tasks = List.copyOf(tasks);
    this.runner = runner;
    this.room = room;
    this.workers = workers;
  }

  /**
   * A backend that has run once, so that its first caller doesn't wait for what happens only once.
   *
   * @param tasks ways of using it, asked in this order
   * @param workers bounded pool that reads pictures and texts
   */
  public static OnnxBackend start(
      Engine engine, ModelRef model, List<Task> tasks, Executor workers) {
    var settings = engine.settings();
    var runner = new ModelRunner(model.name(), engine.session(), settings, engine.maxRows());
    return new OnnxBackend(model, tasks, runner, new Semaphore(settings.queue()), workers);
  }

  @Override
  public CompletionStage<Answer> invoke(Invocation invocation) {
    var deadline = Deadline.in(invocation.remaining());
    var call = invocation.call();
    if (call.operation() == Operation.DESCRIBE && serves(call.model())) {
      return CompletableFuture.completedFuture(Answer.of(model, List.of()));
    }
    if (!room.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new DeniedException(Reason.OVERLOADED, "as many calls under way as the queue may hold"));
    }
    return answer(call, deadline)
        .orTimeout(Math.max(1, deadline.leftNanos()), TimeUnit.NANOSECONDS)
        .whenComplete((_, _) -> room.release())
        .exceptionallyCompose(OnnxBackend::denied);
  }

  private CompletableFuture<Answer> answer(Call call, Deadline deadline) {
    try {
      var task = taskFor(call);
      return read(task, call)
          .thenCompose(runs -> runAll(runs, new ArrayList<>(runs.size()), deadline))
          .thenApply(outputs -> Answer.of(model, task.answer(call, outputs)));
    } catch (DeniedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Task taskFor(Call call) {
    if (!serves(call.model())) {
      throw new DeniedException(Reason.NOT_FOUND, "this is " + model);
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

  private CompletableFuture<List<List<Content.Tensor>>> read(Task task, Call call) {
    return switch (task.effort()) {
      case LIGHT -> CompletableFuture.completedFuture(task.inputs(call));
      case HEAVY -> {
        try {
          yield CompletableFuture.supplyAsync(() -> task.inputs(call), workers);
        } catch (RejectedExecutionException _) {
          throw new DeniedException(Reason.OVERLOADED, "every worker is busy");
        }
      }
    };
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

  /** Lets runs under way end, and then frees the model. */
  @Override
  public void close() {
    runner.close();
  }
}
