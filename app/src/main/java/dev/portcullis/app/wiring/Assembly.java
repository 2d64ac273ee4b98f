package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.edge.http.EdgeLoops;
import dev.portcullis.edge.http.EdgeServices;
import dev.portcullis.edge.http.Watchdog;
import dev.portcullis.kernel.Pipeline;
import dev.portcullis.kernel.Surroundings;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.ModelCatalog;
import dev.portcullis.kernel.receipt.ReceiptKey;
import dev.portcullis.kernel.receipt.ReceiptSeal;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Puts the four layers together, from what everything needs to what listens. */
final class Assembly {

  private final Deployment deployment;
  private final Opened opened;
  private final DataFolder data;
  private final Clock clock = Clock.systemUTC();

  Assembly(Deployment deployment, Opened opened) throws IOException {
    this.deployment = deployment;
    this.opened = opened;
    this.data = DataFolder.open(deployment.configuration().data());
  }

  /**
   * A gateway that serves.
   *
   * @param identification empty where no policy asks for keys
   */
  record Assembled(
      Listening listening,
      List<ModelCatalog.Model> models,
      Optional<Identification> identification) {}

  Assembled listen() throws IOException {
    var workers = opened.add(Workers.start());
    var models = Models.load(deployment, deployment.folder(), workers);
    opened.add(models.registry());
    var loops = EdgeLoops.start();
    opened.add(() -> Waiting.on(loops.close()));
    opened.add(Watchdog.start(loops, Halt.AFTER, Halt::because));
    var recording = Recording.open(deployment, data, opened);
    var upstreams = Upstreams.open(deployment, loops, opened);
    var known = KnownModels.of(models.registry(), deployment);
    var ports = Ports.open(deployment, loops, known, opened);
    var plans = Plans.of(deployment, ports.services());

    var guards =
        new Guards(ReceiptKey.generate(new SecureRandom()), models.backends(), upstreams, workers);
    var table =
        Roads.table(
            deployment.routes(),
            route ->
                new Pipeline(
                    plans.plan(route),
                    surroundings(guards, route, recording, ports.holdingBack())));

    var edge =
        EdgeServices.of(
            loops,
            Listeners.together(deployment.configuration().listeners()),
            workers,
            (_, denial) -> recording.metrics().turnedAway(denial.reason()));
    var listeners = new Listeners(edge, data, opened);
    var status = new Status(deployment, plans, recording, models, workers);
    var listening =
        new Listening(
            listeners.start(deployment, table),
            listeners.startAdmin(deployment, status.endpoints(edge, ports, upstreams)));
    return new Assembled(listening, models.registry().models(), ports.identification());
  }

  private Surroundings surroundings(
      Guards guards, RoutePolicy route, Recording recording, Containment containment) {
    return new Surroundings(
        guards.before(route),
        recording.ledger(),
        recording.witnesses(),
        containment,
        new ReceiptSeal(guards.key(), clock),
        guards.workers());
  }
}
