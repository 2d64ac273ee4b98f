package dev.portcullis.edge.upstream;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.edge.surfaces.json.JsonFormat;
import dev.portcullis.edge.surfaces.json.JsonSurface;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Invocation;
import dev.portcullis.kernel.receipt.Receipt;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;

/** What tests of upstreams share: backends in front of raw servers, and calls to them. */
final class Upstreams {

  static final Call POST = call("POST", "/api/x?q=1", "{\"a\":\"b\"}");
  static final Duration LONG = Duration.ofSeconds(10);

  private Upstreams() {}

  static UpstreamSettings settings(RawServer... servers) {
    return UpstreamSettings.of("test", urls(servers));
  }

  static List<URI> urls(RawServer... servers) {
    return List.of(servers).stream().map(RawServer::url).toList();
  }

  static UpstreamBackend json(Vertx vertx, UpstreamSettings settings) {
    return new UpstreamBackend(vertx, settings, new JsonFormat());
  }

  static Call call(String method, String path, String body) {
    var type = body.isEmpty() ? "" : "application/json";
    var target = Requests.target(method, path, type, Map.of(), Map.of());
    return new JsonSurface("test", Requests.CODES).read(target, Requests.bytes(body));
  }

  static CompletionStage<? extends Reply> invoke(
      UpstreamBackend backend, Call call, Duration left) {
    var traced = Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    return backend.invoke(new Invocation("test-1", receipt(), call, left, traced));
  }

  static Answer answer(UpstreamBackend backend, Call call) {
    return (Answer) reply(invoke(backend, call, LONG));
  }

  static Reply reply(CompletionStage<? extends Reply> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DeniedException denied
          ? denied
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  static Denial denial(UpstreamBackend backend, Call call) {
    return denial(invoke(backend, call, LONG));
  }

  static Denial denial(CompletionStage<? extends Reply> stage) {
    return Assertions.catchThrowableOfType(DeniedException.class, () -> reply(stage)).denial();
  }

  static Receipt receipt() {
    return new Receipt(
        "test-1", "route", "", "", ModelRef.of("test"), "", "", Instant.EPOCH, List.of(), "");
  }
}
