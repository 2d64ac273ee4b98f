package dev.portcullis.app.wiring;

import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.app.reload.Outcome;
import dev.portcullis.edge.http.EdgeServices;
import dev.portcullis.edge.tls.TlsEngine;
import dev.portcullis.gateway.containment.ContainmentBoard;
import dev.portcullis.gateway.oauth.IssuerStatus;
import dev.portcullis.gateway.oauth.Issuers;
import dev.portcullis.gateway.revocation.RevocationRegister;
import dev.portcullis.gateway.revocation.RevocationStatus;
import dev.portcullis.gateway.spend.Leases;
import dev.portcullis.inference.runtime.ModelLoad;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.Endpoint;
import dev.portcullis.monitoring.metrics.MetricsWitness;
import dev.portcullis.monitoring.status.Liveness;
import dev.portcullis.monitoring.status.Protection;
import dev.portcullis.monitoring.status.Readiness;
import dev.portcullis.monitoring.status.ReadinessCheck;
import dev.portcullis.monitoring.status.Section;
import dev.portcullis.monitoring.status.StatusPage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What operators are shown: whether it lives, is ready, and what it runs. */
final class Status {

  private static final int MAX_MEASURES_SHOWN = 100;

  private final Foundation foundation;
  private final Reload reload;

  Status(Foundation foundation, Reload reload) {
    this.foundation = foundation;
    this.reload = reload;
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

  /** The configuration in force, and how changes went. */
  private record ShownConfig(
      long generation,
      String hash,
      Instant since,
      Optional<Outcome> lastApplied,
      Optional<Outcome> lastRejected,
      int stillEnding) {}

  List<Endpoint> endpoints(EdgeServices edge) {
    show(edge);
    return List.of(
        new Liveness(),
        new Readiness(List.of(new ReadinessCheck("ledger", this::ledgerProblem))),
        metrics().endpoint(),
        new StatusPage(
            List.of(
                new Section("config", this::config),
                new Section("routes", this::routes),
                new Section("models", this::shownModels),
                new Section("upstreams", () -> reload.current().upstreams().states()),
                new Section("limits", foundation.ports().limits()::stores),
                new Section("spend", this::spend),
                new Section("contained", () -> measures(foundation.ports().containment())),
                new Section("workers", () -> shown(foundation.workers())),
                new Section("revocations", this::revocations),
                new Section("issuers", this::issuers),
                new Section("clock", foundation.ports().clock()::status),
                new Section("fetch_allow", this::allowed),
                new Section("tls", () -> TlsEngine.chosen().description()),
                new Section("connections", edge.seats()::taken),
                new Section("bytes_in_flight", edge.inFlight()::bytes),
                new Section("ledger", foundation.recording().ledger()::status))));
  }

  private void show(EdgeServices edge) {
    var meters = new Meters(metrics());
    meters.ofEdge(edge);
    meters.ofWorkers(foundation.workers());
    meters.ofLedger(foundation.recording().ledger());
    meters.ofLimits(foundation.ports().limits());
    meters.ofContainment(foundation.ports().containment());
    meters.ofReload(reload);
    reload.whenInForce(() -> {
      meters.ofModels(() -> reload.current().models().registry());
      meters.ofUpstreams(() -> reload.current().upstreams());
      foundation.ports().leases().ifPresent(meters::ofSpend);
      IssuerGauges.register(metrics(), foundation.ports());
      showCredentials();
    });
  }

  private void showCredentials() {
    var credentials = new CredentialMeters(metrics());
    foundation.ports().revocations().ifPresent(credentials::measure);
    foundation.ports().identification().ifPresent(known -> credentials.measure(known.ring()));
  }

  private static ShownWorkers shown(Workers workers) {
    return new ShownWorkers(workers.busy(), workers.waiting());
  }

  private static ShownMeasures measures(ContainmentBoard board) {
    var all = board.measures();
    return new ShownMeasures(all.size(), all.stream().limit(MAX_MEASURES_SHOWN).toList());
  }

  private MetricsWitness metrics() {
    return foundation.recording().metrics();
  }

  private ShownConfig config() {
    var inForce = reload.current().inForce();
    var history = reload.history();
    return new ShownConfig(
        inForce.generation(),
        inForce.hash(),
        history.since(),
        history.lastApplied(),
        history.lastRejected(),
        reload.retiring());
  }

  private Object spend() {
    return foundation.ports().leases().<Object>map(Leases::status).orElse("off");
  }

  private List<IssuerStatus> issuers() {
    return foundation.ports().issuers().map(Issuers::status).orElse(List.of());
  }

  private Optional<RevocationStatus> revocations() {
    return foundation.ports().revocations().map(RevocationRegister::status);
  }

  private Optional<String> ledgerProblem() {
    var status = foundation.recording().ledger().status();
    return switch (status.state()) {
      case OPEN, SHORT -> Optional.empty();
      case FULL, STALLED, CLOSED -> Optional.of(status.state() + ": " + status.why());
    };
  }

  private List<ShownRoute> routes() {
    var inForce = reload.current();
    return inForce.deployment().routes().stream()
        .map(route -> shown(route, inForce.plans()))
        .toList();
  }

  private static ShownRoute shown(RoutePolicy route, Plans plans) {
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
    return reload.current().models().registry().served().stream()
        .map(served ->
            new ShownModel(
                served.model().ref().name(),
                served.model().ref().version(),
                served.model().platform(),
                served.sha256(),
                served.backend().load()))
        .toList();
  }

  private List<String> allowed() {
    return reload.current().deployment().configuration().fetch().allow().stream()
        .map(Object::toString)
        .toList();
  }
}
