package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.edge.http.EdgeServices;
import dev.portcullis.edge.tls.TlsEngine;
import dev.portcullis.kernel.port.Endpoint;
import dev.portcullis.monitoring.audit.LedgerStatus;
import dev.portcullis.monitoring.status.Liveness;
import dev.portcullis.monitoring.status.Protection;
import dev.portcullis.monitoring.status.Readiness;
import dev.portcullis.monitoring.status.ReadinessCheck;
import dev.portcullis.monitoring.status.Section;
import dev.portcullis.monitoring.status.StatusPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What operators are shown: whether it lives, is ready, and what it runs. */
final class Status {

  private final Deployment deployment;
  private final Plans plans;
  private final Recording recording;
  private final Models models;

  Status(Deployment deployment, Plans plans, Recording recording, Models models) {
    this.deployment = deployment;
    this.plans = plans;
    this.recording = recording;
    this.models = models;
  }

  /** A model as the page shows it. */
  private record ShownModel(String name, String version, String platform, String sha256) {}

  /** A route with its address and its protection. */
  private record ShownRoute(String id, String path, String policyHash, Protection protection) {}

  List<Endpoint> endpoints(EdgeServices edge, Ports ports, Upstreams upstreams) {
    recording
        .metrics()
        .gauge(
            "portcullis.bytes.in.flight",
            "Bytes of bodies held.",
            Map.of(),
            edge.inFlight()::bytes);
    return List.of(
        new Liveness(),
        new Readiness(List.of(new ReadinessCheck("ledger", this::ledgerProblem))),
        recording.metrics().endpoint(),
        new StatusPage(
            List.of(
                new Section("routes", this::routes),
                new Section("models", this::shownModels),
                new Section("upstreams", upstreams::states),
                new Section("limits", ports.limits()::status),
                new Section("contained", ports.containment()::measures),
                new Section("fetch_allow", this::allowed),
                new Section("tls", () -> TlsEngine.chosen().description()),
                new Section("connections", edge.seats()::taken),
                new Section("bytes_in_flight", edge.inFlight()::bytes),
                new Section("ledger", recording.ledger()::status))));
  }

  private Optional<String> ledgerProblem() {
    var status = recording.ledger().status();
    return status.state() == LedgerStatus.State.OPEN
        ? Optional.empty()
        : Optional.of(status.state() + ": " + status.why());
  }

  private List<ShownRoute> routes() {
    return deployment.routes().stream().map(this::shown).toList();
  }

  private ShownRoute shown(RoutePolicy route) {
    return new ShownRoute(
        route.route().id(),
        route.route().path(),
        route.gate().hash(),
        Protection.of(route.route().id(), plans.installed(route), absent(route)));
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
                served.sha256()))
        .toList();
  }

  private List<String> allowed() {
    return deployment.configuration().fetch().allow().stream().map(Object::toString).toList();
  }
}
