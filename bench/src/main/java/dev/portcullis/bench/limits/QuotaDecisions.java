package dev.portcullis.bench.limits;

import dev.portcullis.bench.Benchmark.Options;
import dev.portcullis.bench.Rounds;
import dev.portcullis.gateway.quota.LimitCounters;
import dev.portcullis.gateway.quota.LimitStore;
import dev.portcullis.gateway.quota.QuotaFactory;
import dev.portcullis.gateway.quota.QuotaSettings;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The quota control as the pipeline asks it, with memory behind it and its default limits. */
final class QuotaDecisions {

  private static final int CALLERS = 10_000;

  private final List<Exchange> exchanges =
      IntStream.range(0, CALLERS).mapToObj(QuotaDecisions::exchange).toList();
  private final Call call = Call.of(Operation.PREDICT, ModelRef.of("fashion"), List.of());

  /** Processor time of a decision, in nanoseconds. */
  double nanos(Options options) {
    try (var store = LimitStore.inMemory(4 * CALLERS, Clock.systemUTC())) {
      var services = new Services(Map.of(LimitCounters.class, store.counters()));
      var control =
          (Control.OfRequestLater) new QuotaFactory().create(QuotaSettings.defaults(), services);
      return Rounds.median(
          options.rounds(), () -> Rounds.cpuNanos(options.time(), i -> ask(control, i)));
    }
  }

  private long ask(Control.OfRequestLater control, long step) {
    var exchange = exchanges.get((int) (step % CALLERS));
    return control.onRequest(exchange, call).toCompletableFuture().isDone() ? 1 : 0;
  }

  private static Exchange exchange(int caller) {
    var route =
        new Route("predict", "default", Route.Access.IDENTIFIED, 1 << 20, Duration.ofSeconds(30));
    var client = InetAddress.ofLiteral("192.0.2.1");
    var head = new RequestHead("POST", "https", "localhost", "/", "", Headers.empty(), client);
    var identity = new Identity("client" + caller, "key" + caller, "free", List.of("*"), List.of());
    return new Exchange("bench", route, head, Instant.now(), Runnable::run, List.of(identity));
  }
}
