package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.edge.http.EdgeLimits;
import dev.portcullis.edge.http.EdgeLoops;
import dev.portcullis.edge.http.EdgeServices;
import dev.portcullis.kernel.Pipeline;
import dev.portcullis.kernel.Surroundings;
import dev.portcullis.kernel.port.ModelCatalog;
import dev.portcullis.kernel.receipt.ReceiptKey;
import dev.portcullis.kernel.receipt.ReceiptSeal;
import dev.portcullis.kernel.receipt.ReceiptVerifier;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Puts the four layers together, from what everything needs to what listens. */
final class Assembly {

  private final Deployment deployment;
  private final Opened opened;
  private final DataFolder data;
  private final Clock clock = Clock.systemUTC();
  private List<ModelCatalog.Model> served = List.of();

  Assembly(Deployment deployment, Opened opened) throws IOException {
    this.deployment = deployment;
    this.opened = opened;
    this.data = DataFolder.open(deployment.configuration().data());
  }

  /** The models that run inside, once it listens. */
  List<ModelCatalog.Model> models() {
    return served;
  }

  Listening listen() throws IOException {
    var workers = opened.add(Workers.start());
    var models = Models.load(deployment, deployment.folder(), workers);
    opened.add(models.registry());
    served = models.registry().models();
    var loops = EdgeLoops.start();
    opened.add(() -> Waiting.on(loops.close()));
    var recording = Recording.open(deployment, data, opened);
    var upstreams = Upstreams.open(deployment, loops, opened);
    var known = KnownModels.of(models.registry(), deployment);
    var ports = Ports.open(deployment, loops, known, opened);
    var plans = Plans.of(deployment, ports.services());

    var key = ReceiptKey.generate(new SecureRandom());
    var verifier = new ReceiptVerifier(key, Plans.gates(deployment), clock);
    var guards = new Guards(verifier, models.backends(), upstreams, workers);
    var seal = new ReceiptSeal(key, clock);
    var table =
        Roads.table(
            deployment.routes(),
            route ->
                new Pipeline(
                    plans.plan(route),
                    new Surroundings(
                        guards.before(route.route()),
                        recording.ledger(),
                        recording.witnesses(),
                        ports.containment(),
                        seal,
                        workers)));

    var edge = EdgeServices.of(loops, EdgeLimits.DEFAULT, workers, (_, _) -> {});
    var listeners = new Listeners(edge, data, opened);
    var status = new Status(deployment, plans, recording, models);
    return new Listening(
        listeners.start(deployment, table),
        listeners.startAdmin(deployment, status.endpoints(edge, ports, upstreams)));
  }
}
