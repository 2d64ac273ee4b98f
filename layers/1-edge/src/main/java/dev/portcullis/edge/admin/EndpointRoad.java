package dev.portcullis.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Road;
import dev.portcullis.kernel.Wire;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.kernel.port.Endpoint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The short road of an admin request: to its endpoint and back. */
final class EndpointRoad implements Road {
  private final Endpoint endpoint;
  private final Executor threads;

  EndpointRoad(Endpoint endpoint, Executor threads) {
    this.endpoint = endpoint;
    this.threads = threads;
  }

  @Override
  public CompletionStage<ExchangeRecord> serve(Exchange exchange, Wire wire) {
    return wire.call()
        .thenApplyAsync(_ -> endpoint.serve(Query.read(exchange.head().query())), threads)
        .thenCompose(Function.identity())
        .thenCompose(page -> wire.send(answer(page), CompletableFuture::completedStage))
        .handle((_, failure) -> Optional.ofNullable(failure).map(EndpointRoad::denial))
        .thenCompose(denial -> refuseWhereDenied(wire, denial))
        .thenApply(denial -> record(exchange, wire, denial));
  }

  private static CompletionStage<Optional<Denial>> refuseWhereDenied(
      Wire wire, Optional<Denial> denial) {
    return denial
        .<CompletionStage<Optional<Denial>>>map(d -> wire.refuse(d).thenApply(_ -> denial))
        .orElseGet(() -> CompletableFuture.completedFuture(denial));
  }

  private static Denial denial(Throwable failure) {
    return DeniedException.denialOf(failure, Reason.CONTROL_FAILED);
  }

  private static Answer answer(Endpoint.Page page) {
    var body = new Content.Bytes(ByteBuffer.wrap(page.body().getBytes(UTF_8)), page.mediaType());
    var part = new Part("", Kind.STRUCTURE, Provenance.SYSTEM, body);
    return new Answer(ModelRef.of(""), page.status(), List.of(part), Document.NONE);
  }

  private static ExchangeRecord record(Exchange exchange, Wire wire, Optional<Denial> denial) {
    return new ExchangeRecord(
        exchange.id(),
        exchange.startedAt(),
        exchange.route(),
        exchange.head().method(),
        exchange.head().client().getHostAddress(),
        Optional.empty(),
        Optional.empty(),
        exchange.trail(),
        denial,
        Optional.empty(),
        wire.bytesIn(),
        0,
        Duration.ofNanos(System.nanoTime() - exchange.startedNanos()));
  }
}
