package dev.portcullis.bench.identity;

import dev.portcullis.bench.Benchmark.Options;
import dev.portcullis.bench.Rounds;
import dev.portcullis.gateway.authz.AccessRule;
import dev.portcullis.gateway.authz.ModelAccessFactory;
import dev.portcullis.gateway.authz.ModelAccessSettings;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.port.ModelCatalog;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The control that authorizes, as the pipeline asks it: many clients, tiers, models and rules. */
final class AuthorizationDecisions {

  private static final int CALLERS = 1_000;
  private static final int MODELS = 50;
  private static final int TIERS = 3;
  private static final int RULES = 60;

  private final List<Exchange> exchanges =
      IntStream.range(0, CALLERS).mapToObj(AuthorizationDecisions::exchange).toList();
  private final List<Call> calls =
      IntStream.range(0, MODELS)
          .mapToObj(i -> Call.of(Operation.PREDICT, ModelRef.of(model(i)), List.of()))
          .toList();
  private final Control.OfRequest control =
      (Control.OfRequest)
          new ModelAccessFactory()
              .create(
                  ModelAccessSettings.defaults().withRules(rules()),
                  new Services(Map.of(ModelCatalog.class, new Shelf())));

  /** Processor time of a decision, in nanoseconds. */
  double nanos(Options options) {
    return Rounds.median(options.rounds(), () -> Rounds.cpuNanos(options.time(), this::decide));
  }

  /** Decisions a second of one thread. */
  double perSecond(Options options) {
    return Rounds.median(options.rounds(), () -> Rounds.perSecond(options.time(), this::decide));
  }

  private long decide(long step) {
    var exchange = exchanges.get((int) (step % CALLERS));
    var call = calls.get((int) (step % MODELS));
    return control.onRequest(exchange, call) instanceof Verdict.OfHead ? 1 : 0;
  }

  private static List<AccessRule> rules() {
    var rules = new ArrayList<AccessRule>();
    for (int i = 0; i < RULES; i++) {
      rules.add(
          new AccessRule(
              List.of("client-" + i % 10 + "*"),
              List.of("tier-" + i % TIERS, "tier-" + (i + 1) % TIERS),
              List.of(model(i % MODELS), model((i + 7) % MODELS), "family-" + i % 5 + "-*:1"),
              List.of("inference:*")));
    }
    return rules;
  }

  private static String model(int i) {
    return "family-" + i % 5 + "-" + i;
  }

  private static Exchange exchange(int caller) {
    var route =
        new Route("predict", "default", Route.Access.IDENTIFIED, 1 << 20, Duration.ofSeconds(30));
    var client = InetAddress.ofLiteral("192.0.2.1");
    var head = new RequestHead("POST", "https", "localhost", "/", "", Headers.empty(), client);
    var identity =
        new Identity(
            "client-" + caller,
            "key" + caller,
            "tier-" + caller % TIERS,
            List.of("family-0-*", "family-1-*", "family-2-*", model(caller % MODELS)),
            List.of("inference:predict", "inference:describe"));
    return new Exchange("bench", route, head, Instant.now(), Runnable::run, List.of(identity));
  }

  /** Models of one version each. */
  private record Shelf(Map<String, Model> byName) implements ModelCatalog {

    Shelf() {
      this(new HashMap<>());
      for (int i = 0; i < MODELS; i++) {
        var ref = new ModelRef(model(i), "1");
        byName.put(ref.name(), new Model(ref, "bench", List.of(), List.of(), List.of()));
      }
    }

    @Override
    public Optional<Model> find(ModelRef ref) {
      return Optional.ofNullable(byName.get(ref.name()));
    }

    @Override
    public List<Model> models() {
      return List.copyOf(byName.values());
    }
  }
}
