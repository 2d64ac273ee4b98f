package dev.portcullis.inference.runtime;

import dev.portcullis.inference.tiny.Calls;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A model named {@code tiny} that runs, and waits for its answers. */
record Running(OnnxBackend backend, Engine engine) implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  static Running model(byte[] model, String... labels) {
    return model(RunSettings.defaults(), model, labels);
  }

  static Running model(RunSettings settings, byte[] model, String... labels) {
    var session = OnnxSession.open(model, settings);
    var answers = Answers.of(session.outputs(), List.of(labels));
    var engine = Engine.tried(session, settings);
    var tasks = List.<Task>of(new TensorTask(session.inputs(), answers));
    var ref = new ModelRef("tiny", "1");
    return new Running(new OnnxBackend(engine, ref, tasks, Runnable::run), engine);
  }

  CompletableFuture<Answer> begin(Call call, Duration remaining) {
    return backend.invoke(Calls.behindTheGuard(call, remaining)).toCompletableFuture();
  }

  Answer ask(Call call) {
    return begin(call, PATIENCE).join();
  }

  Denial denialOf(Call call) {
    return denialOf(begin(call, PATIENCE));
  }

  static Denial denialOf(CompletableFuture<?> refused) {
    try {
      throw new AssertionError("answered: " + refused.join());
    } catch (CompletionException e) {
      return DeniedException.denialOf(e, Reason.CONTROL_FAILED);
    }
  }

  @Override
  public void close() {
    backend.close();
  }
}
