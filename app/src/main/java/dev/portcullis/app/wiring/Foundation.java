package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RouteConfig;
import dev.portcullis.app.config.UpstreamConfig;
import dev.portcullis.edge.egress.EgressSettings;
import dev.portcullis.edge.egress.SafeEgress;
import dev.portcullis.edge.http.EdgeLoops;
import dev.portcullis.edge.http.Watchdog;
import dev.portcullis.edge.upstream.UpstreamBackend;
import dev.portcullis.inference.registry.ModelSource;
import dev.portcullis.inference.registry.ServedModel;
import dev.portcullis.kernel.receipt.ReceiptKey;
import java.io.IOException;
import java.security.SecureRandom;

/** What stays while configurations come and go: threads, the ledger, counters, keys. */
record Foundation(
    Workers workers,
    EdgeLoops loops,
    Recording recording,
    Ports ports,
    Uploads uploads,
    ReceiptKey receipts,
    Commons commons) {

  /** A server, and a way to speak to it: one that is spoken to in two ways has two pools. */
  record Link(UpstreamConfig upstream, RouteConfig.Surface surface) {}

  /** What configurations use that may be the same from one to the next. */
  record Commons(
      Shared<ModelSource.Key, ServedModel> models,
      Shared<Link, UpstreamBackend> upstreams,
      Shared<EgressSettings, SafeEgress> egresses) {}

  static Foundation open(Deployment deployment, Opened opened) throws IOException {
    var data = DataFolder.open(deployment.configuration().data());
    var workers = opened.add(Workers.start());
    var loops = EdgeLoops.start();
    opened.add(() -> Waiting.on(loops.close()));
    opened.add(Watchdog.start(loops, Halt.AFTER, Halt::because));
    var recording = Recording.open(deployment, data, opened);
    var ports = opened.add(Ports.open(deployment, loops, workers));
    // A wall clock that was set back while nobody looked brings nothing back to life either.
    recording.ledger().lastTime().ifPresent(ports.clock()::hasSeen);
    return new Foundation(
        workers,
        loops,
        recording,
        ports,
        new Uploads(data, opened),
        ReceiptKey.generate(new SecureRandom()),
        new Commons(new Shared<>(), new Shared<>(), new Shared<>()));
  }
}
