package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.edge.http.EdgeServices;
import dev.portcullis.edge.tls.TlsEngine;
import dev.portcullis.gateway.containment.ContainmentBoard;
import dev.portcullis.gateway.oauth.IssuerStatus;
import dev.portcullis.gateway.oauth.Issuers;
import dev.portcullis.gateway.spend.Leases;
import dev.portcullis.inference.runtime.ModelLoad;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.Endpoint;
import dev.portcullis.monitoring.status.Liveness;
import dev.portcullis.monitoring.status.Protection;
import dev.portcullis.monitoring.status.Readiness;
import dev.portcullis.monitoring.status.ReadinessCheck;
import dev.portcullis.monitoring.status.Section;
import dev.portcullis.monitoring.status.StatusPage;
import java.util.List;
import java.util.Optional;

/** What operators are shown: whether it lives, is ready, and what it runs. */
final class Status {

  private static final int MAX_MEASURES_SHOWN = 100;

  private final Deployment deployment;
  private final Plans plans;
  private final Recording recording;
  private final Models models;
  private final Workers workers;

  Status(Deployment deployment, Plans plans, Recording recording, Models models, Workers workers) {
    this.deployment = deployment;
    this.plans = plans;
    this.recording = recording;
    this.models = models;
    this.workers = workers;
  }

  /** A model as the page shows it. */
  private record ShownModel(
      String name, String version, String platform, String sha256, ModelLoad load) {}

  /** The pool for work that would hold an event loop up. */
  private record ShownWorkers(int busy, int waiting) {}

  /** Measures in force: how many, and those that hold longest. */
  private record ShownMeasures(long count, List<Containment.Measure> longest) {}

  /** A route with its address and its protection. */
  private record ShownRoute(String id, String path, String policyHash, Protection protection) {}

  List<Endpoint> endpoints(EdgeServices edge, Ports ports, Upstreams upstreams) {
    var meters = new Meters(recording.metrics());
    meters.ofEdge(edge);
    meters.ofWorkers(workers);
    meters.ofLedger(recording.ledger());
    meters.ofLimits(ports.limits());
    meters.ofContainment(ports.containment());
    meters.ofModels(models.registry());
    meters.ofUpstreams(upstreams);
    var credentials = new CredentialMeters(recording.metrics());
    ports.revocations().ifPresent(credentials::measure);
    ports.identification().ifPresent(known -> credentials.measure(known.ring()));
    ports.leases().ifPresent(meters::ofSpend);
    IssuerGauges.register(recording.metrics(), ports);
    return List.of(
        new Liveness(),
        new Readiness(List.of(new ReadinessCheck("ledger", this::ledgerProblem))),
        recording.metrics().endpoint(),
        new StatusPage(
            List.of(
                new Section("routes", this::routes),
                new Section("models", this::shownModels),
                new Section("upstreams", upstreams::states),
                new Section("limits", ports.limits()::stores),
                new Section("spend", () -> spend(ports)),
                new Section("contained", () -> measures(ports.containment())),
                new Section("workers", () -> new ShownWorkers(workers.busy(), workers.waiting())),
                new Section("revocations", () -> ports.revocations().map(r -> r.status())),
                new Section("issuers", () -> issuers(ports)),
                new Section("clock", ports.clock()::status),
                new Section("fetch_allow", this::allowed),
                new Section("tls", () -> TlsEngine.chosen().description()),
                new Section("connections", edge.seats()::taken),
                new Section("bytes_in_flight", edge.inFlight()::bytes),
                new Section("ledger", recording.ledger()::status))));
  }

  private static ShownMeasures measures(ContainmentBoard board) {
    var all = board.measures();
    return new ShownMeasures(all.size(), all.stream().limit(MAX_MEASURES_SHOWN).toList());
  }

  private static Object spend(Ports ports) {
    return ports.leases().<Object>map(Leases::status).orElse("off");
  }

  private Optional<String> ledgerProblem() {
    var status = recording.ledger().status();
    return switch (status.state()) {
      case OPEN, SHORT -> Optional.empty();
      case FULL, STALLED, CLOSED -> Optional.of(status.state() + ": " + status.why());
    };
  }

  private List<ShownRoute> routes() {
    return deployment.routes().stream().map(this::shown).toList();
  }

  private ShownRoute shown(RoutePolicy route) {
    return new ShownRoute(
        route.route().id(),
        route.route().path(),
        route.gate().hash(),
        Protection.of(route.route().id(), plans.installed(route), absent(route), route.holes()));
  }

  /** Controls that could stand on the route, and don't. */
  static List<String> absent(RoutePolicy route) {
    var there = route.policies().stream().map(p -> p.policy().control()).toList();
    return Installable.controls().all().stream()
        .map(dev.portcullis.kernel.ControlFactory::name)
        .filter(name -> !there.contains(name))
        .toList();
  }

  private List<ShownModel> shownModels() {
    return models.registry().served().stream()
        .map(served ->
            new ShownModel(
                served.model().ref().name(),
                served.model().ref().version(),
                served.model().platform(),
                served.sha256(),
                served.backend().load()))
        .toList();
  }

  private static List<IssuerStatus> issuers(Ports ports) {
    return ports.issuers().map(Issuers::status).orElse(List.of());
  }

  private List<String> allowed() {
    return deployment.configuration().fetch().allow().stream().map(Object::toString).toList();
  }
}
