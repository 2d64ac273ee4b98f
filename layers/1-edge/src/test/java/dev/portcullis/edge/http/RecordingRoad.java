package dev.portcullis.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Road;
import dev.portcullis.kernel.Wire;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Reply;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A road without controls that keeps what reached it, and answers as a test wants. */
final class RecordingRoad implements Road {
  /** What a call's body was, with the head it came with. */
  record Received(Exchange exchange, ByteBuffer body) {
    String text() {
      return ISO_8859_1.decode(body.duplicate()).toString();
    }
  }

  private final Function<Call, CompletionStage<? extends Reply>> model;
  final List<Received> received = new CopyOnWriteArrayList<>();
  final List<Denial> denied = new CopyOnWriteArrayList<>();
  final AtomicLong recorded = new AtomicLong();

  RecordingRoad(Function<Call, CompletionStage<? extends Reply>> model) {
    this.model = model;
  }

  /** Answers with the body that came. */
  static RecordingRoad echoing() {
    return new RecordingRoad(
        call -> CompletableFuture.completedFuture(Answer.of(call.model(), call.parts())));
  }

  @Override
  public CompletionStage<ExchangeRecord> serve(Exchange exchange, Wire wire) {
    return wire.call()
        .thenCompose(call -> {
          received.add(new Received(exchange, body(call)));
          return model.apply(call);
        })
        .thenCompose(reply -> wire.send(reply, this::record))
        .handle((_, failure) -> Optional.ofNullable(failure))
        .thenCompose(failure -> failure.map(f -> refuse(wire, f)).orElse(done()))
        .thenApply(_ -> recordOf(exchange, wire));
  }

  private CompletionStage<?> record(long bytesOut) {
    recorded.addAndGet(bytesOut);
    return CompletableFuture.completedFuture(bytesOut);
  }

  private CompletionStage<Object> refuse(Wire wire, Throwable failure) {
    var denial = DeniedException.denialOf(failure, Reason.CONTROL_FAILED);
    denied.add(denial);
    return wire.refuse(denial).thenApply(_ -> denial);
  }

  private static CompletionStage<Object> done() {
    return CompletableFuture.completedFuture("done");
  }

  private static ByteBuffer body(Call call) {
    return ((Content.Bytes) call.parts().getFirst().content()).data();
  }

  static ExchangeRecord recordOf(Exchange exchange, Wire wire) {
    return new ExchangeRecord(
        exchange.id(),
        exchange.startedAt(),
        exchange.route(),
        exchange.head().method(),
        exchange.head().client().getHostAddress(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        wire.bytesIn(),
        0,
        Duration.ZERO);
  }
}
