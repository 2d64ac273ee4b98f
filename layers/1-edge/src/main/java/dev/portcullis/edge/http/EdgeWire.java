package dev.portcullis.edge.http;

import dev.portcullis.edge.http.routing.EdgeRoute;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.kernel.CredentialEnding;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Wire;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Memory;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The two ends of one exchange: the request it came with and the answer it leaves with. */
final class EdgeWire implements Wire {
  private final Exchange exchange;
  private final EdgeRoute route;
  private final Intake intake;
  private final Outlet outlet;
  private final ListenerSettings listener;
  private Optional<Call> call = Optional.empty();

  EdgeWire(
      Exchange exchange, EdgeRoute route, Intake intake, Outlet outlet, ListenerSettings listener) {
    this.exchange = exchange;
    this.route = route;
    this.intake = intake;
    this.outlet = outlet;
    this.listener = listener;
  }

  @Override
  public CompletionStage<Call> call() {
    return intake
        .call()
        .thenApply(read -> {
          call = Optional.of(read);
          return read;
        });
  }

  @Override
  public Memory memory() {
    return outlet.memory();
  }

  @Override
  public long bytesIn() {
    return intake.bytes();
  }

  @Override
  public CompletionStage<?> send(Reply reply, Recording recording) {
    return onLoop(() ->
        switch (reply) {
          case Answer answer -> sendWhole(answer, recording);
          case AnswerStream stream -> sendStream(stream, recording);
        });
  }

  @Override
  public CompletionStage<?> refuse(Denial denial) {
    return onLoop(() ->
        switch (outlet.sent()) {
          case NOTHING -> {
            var written = route.surface().refuse(denial, exchange.id());
            AnswerFields.addAdvice(outlet.response().headers(), denial);
            yield leave(written, quota(denial.facts()));
          }
          case HEAD -> {
            outlet.cut(route.surface().cut(denial, exchange.id()));
            yield CompletableFuture.completedFuture(denial);
          }
          case ALL -> CompletableFuture.completedFuture(denial);
        });
  }

  private CompletionStage<?> sendWhole(Answer answer, Recording recording) {
    var asked = call.orElseThrow(() -> new IllegalStateException("answered before it was asked"));
    if (Math.max(outlet.held(), answer.bytes()) <= Intake.INLINE_BYTES) {
      return record(route.surface().write(asked, answer), recording);
    }
    return intake
        .onWorker(() -> route.surface().write(asked, answer))
        .thenCompose(written -> record(written, recording));
  }

  private CompletionStage<?> record(Written written, Recording recording) {
    if (!outlet.holds(written.bytes())) {
      throw new DeniedException(Reason.OVERLOADED, "bytes in flight: an answer");
    }
    return recording
        .record(written.bytes())
        .thenCompose(_ -> onLoop(() -> leave(written, exchange.facts(QuotaState.class))));
  }

  private CompletionStage<?> sendStream(AnswerStream stream, Recording recording) {
    if (outlet.sent() == Outlet.Sent.NOTHING) {
      addFields(exchange.facts(QuotaState.class));
      outlet.response().setChunked(true);
      outlet.head(stream.status(), stream.mediaType());
    }
    // Where the client is gone the pump says so to the model, which only a reader can.
    var pump = new StreamPump(outlet, recording, exchange);
    stream.fragments().subscribe(pump);
    return pump.done();
  }

  private CompletionStage<?> leave(Written written, List<? extends Fact> facts) {
    if (outlet.sent() != Outlet.Sent.NOTHING) {
      return CompletableFuture.failedFuture(
          new DeniedException(Reason.MALFORMED, "the client went away before the answer"));
    }
    addFields(facts);
    written.headers().forEach(outlet.response().headers()::set);
    outlet.head(written.status(), written.mediaType());
    return stage(outlet.end(written.body()));
  }

  private void addFields(List<? extends Fact> facts) {
    var headers = outlet.response().headers();
    AnswerFields.addCommon(headers, exchange.id());
    AnswerFields.addFacts(headers, facts);
    AnswerFields.addFacts(headers, exchange.facts(CredentialEnding.class));
    AnswerFields.addOrigin(headers, route.cors(), exchange.head().headers().header("origin"));
    if (listener.timing() == ListenerSettings.Timing.SHOWN) {
      AnswerFields.addTiming(headers, exchange.trail());
    }
  }

  /** The state that the denial brings, else the one that a control established before. */
  private List<? extends Fact> quota(List<Fact> brought) {
    return brought.isEmpty() ? exchange.facts(QuotaState.class) : brought;
  }

  private CompletionStage<?> onLoop(java.util.function.Supplier<CompletionStage<?>> step) {
    var done = new CompletableFuture<Object>();
    exchange
        .loop()
        .execute(() -> {
          try {
            step.get()
                .whenComplete((value, failure) -> {
                  if (failure == null) {
                    done.complete(value);
                  } else {
                    done.completeExceptionally(failure);
                  }
                });
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  private static CompletionStage<Void> stage(Future<Void> future) {
    return future.toCompletionStage();
  }
}
