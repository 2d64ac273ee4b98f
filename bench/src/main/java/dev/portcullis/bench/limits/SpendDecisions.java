package dev.portcullis.bench.limits;

import dev.portcullis.bench.Benchmark.Options;
import dev.portcullis.bench.Rounds;
import dev.portcullis.gateway.spend.Leases;
import dev.portcullis.gateway.spend.SpendFactory;
import dev.portcullis.gateway.spend.SpendSettings;
import dev.portcullis.gateway.store.H2Folder;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Use;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * The spend control as the pipeline asks it, with a file behind it: a reservation and its
 * settlement, of callers who have units in their lease.
 */
final class SpendDecisions {

  private static final int CALLERS = 200;
  private static final Route ROUTE =
      new Route("chat", "default", Route.Access.IDENTIFIED, 1 << 20, Duration.ofSeconds(30));

  private final List<Exchange> exchanges =
      IntStream.range(0, CALLERS).mapToObj(SpendDecisions::exchange).toList();
  private final ExchangeRecord ended = ended();
  private final Call call =
      Call.of(
          Operation.CHAT,
          ModelRef.of("gpt-4"),
          List.of(Part.text("/messages/0/content", "What is the capital of France?")));

  /** Processor time of a decision and its settlement, in nanoseconds. */
  double nanos(Options options) {
    try (var leases =
        Leases.from(
            new H2Folder(Files.createTempDirectory("spend-bench")), InstantSource.system())) {
      var control =
          (Control.OfRequestLater)
              new SpendFactory()
                  .create(SpendSettings.defaults(), new Services(Map.of(Leases.class, leases)));
      exchanges.forEach(exchange -> settle(control.onRequest(exchange, call)));
      return Rounds.median(
          options.rounds(), () -> Rounds.cpuNanos(options.time(), i -> ask(control, i)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long ask(Control.OfRequestLater control, long step) {
    settle(control.onRequest(exchanges.get((int) (step % CALLERS)), call));
    return 1;
  }

  /** The request is given back whole, so that no round ends with quotas that are spent. */
  private void settle(CompletionStage<? extends Verdict> asked) {
    switch (asked.toCompletableFuture().join()) {
      case Verdict.Pass(_, var settlement) -> settlement.settle(ended);
      case Verdict verdict -> throw new IllegalStateException("not admitted: " + verdict);
    }
  }

  private static Exchange exchange(int caller) {
    var client = InetAddress.ofLiteral("192.0.2.1");
    var head = new RequestHead("POST", "https", "localhost", "/", "", Headers.empty(), client);
    var identity = new Identity("client" + caller, "key" + caller, "free", List.of("*"), List.of());
    return new Exchange("bench", ROUTE, head, Instant.now(), Runnable::run, List.of(identity));
  }

  private static ExchangeRecord ended() {
    return new ExchangeRecord(
        "bench",
        Instant.now(),
        ROUTE,
        "POST",
        "192.0.2.1",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        1_024,
        256,
        Duration.ofMillis(1),
        200,
        Use.NONE);
  }
}
