package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.app.reload.Outcome;
import dev.portcullis.edge.egress.SafeEgress;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.kernel.Pipeline;
import dev.portcullis.kernel.Surroundings;
import dev.portcullis.kernel.port.Ledger;
import dev.portcullis.kernel.port.Witness;
import dev.portcullis.kernel.receipt.ReceiptSeal;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * One configuration as it serves: its controls, its roads, and its share of what others use too.
 * Nothing in it ever changes; an exchange that began on one of its roads ends there.
 */
final class Generation implements AutoCloseable {

  private final long number;
  private final Deployment deployment;
  private final String hash;
  private final Opened opened;
  private final Foundation foundation;
  private final Models models;
  private final Upstreams upstreams;
  private final Plans plans;
  private final Guards guards;
  private final Traffic traffic = new Traffic();
  private final RoutingTable table;

  private Generation(long number, Deployment deployment, Foundation foundation, Opened opened)
      throws IOException {
    this.number = number;
    this.deployment = deployment;
    this.hash = deployment.hash();
    this.foundation = foundation;
    this.opened = opened;
    this.models = Models.of(deployment, foundation, opened);
    this.upstreams = Upstreams.of(deployment, foundation, opened);
    this.plans = makePlans();
    foundation.uploads().openFor(deployment);
    this.guards =
        new Guards(
            foundation.receipts(),
            models.backends(),
            upstreams,
            foundation.uploads(),
            foundation.workers());
    this.table = Roads.table(deployment.routes(), route -> traffic.counted(road(route)));
  }

  /** Everything that the configuration names, ready to serve, or nothing. */
  static Generation build(long number, Deployment deployment, Foundation foundation)
      throws IOException {
    var opened = new Opened();
    try {
      return new Generation(number, deployment, foundation, opened);
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private Plans makePlans() throws IOException {
    var fetch = deployment.configuration().fetch().settings();
    var egress =
        foundation
            .commons()
            .egresses()
            .take(fetch, () -> SafeEgress.start(foundation.loops(), fetch), opened);
    var known = KnownModels.of(models.registry(), deployment);
    return Plans.of(deployment, foundation.ports().services(deployment, known, egress));
  }

  private Pipeline road(RoutePolicy route) {
    var recording = foundation.recording();
    return new Pipeline(
        plans.plan(route), surroundings(route, recording.ledger(), recording.witnesses()));
  }

  /** The same road, but for who writes down what happened on it and who watches. */
  Pipeline unwatched(RoutePolicy route, Ledger ledger) {
    return new Pipeline(plans.plan(route), surroundings(route, ledger, List.of()));
  }

  private Surroundings surroundings(RoutePolicy route, Ledger ledger, List<Witness> witnesses) {
    return new Surroundings(
        guards.before(route),
        ledger,
        witnesses,
        foundation.ports().holdingBack(),
        new ReceiptSeal(foundation.receipts(), Clock.systemUTC()),
        foundation.workers());
  }

  Outcome.InForce inForce() {
    return new Outcome.InForce(number, hash);
  }

  Deployment deployment() {
    return deployment;
  }

  Models models() {
    return models;
  }

  Upstreams upstreams() {
    return upstreams;
  }

  Plans plans() {
    return plans;
  }

  RoutingTable table() {
    return table;
  }

  long underWay() {
    return traffic.underWay();
  }

  /** For when nobody is under way any more. */
  @Override
  public void close() {
    opened.close();
  }
}
