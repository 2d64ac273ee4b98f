package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.port.Witness;
import dev.portcullis.monitoring.Catalogue;
import dev.portcullis.monitoring.audit.FileLedger;
import dev.portcullis.monitoring.metrics.MetricsSettings;
import dev.portcullis.monitoring.metrics.MetricsWitness;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Layer 4 as it runs: the ledger that gates, and the witnesses that watch. */
record Recording(FileLedger ledger, MetricsWitness metrics, List<Witness> witnesses) {

  static Recording open(Deployment deployment, DataFolder data, Opened opened) throws IOException {
    var metrics = opened.add(new MetricsWitness(MetricsSettings.defaults(models(deployment))));
    var settings = deployment.configuration().audit().settings(data.ledger());
    var ledger = opened.add(FileLedger.open(settings, metrics::committed));
    var services = new Services(Map.of(MetricsWitness.class, metrics));
    var witnesses =
        Catalogue.witnesses().stream().map(line -> line.make().apply(services)).toList();
    return new Recording(ledger, metrics, witnesses);
  }

  /** Metrics tell the models of this configuration apart from now on. */
  void follow(Deployment deployment) {
    metrics.know(models(deployment));
  }

  /** Names that may be labels: those of the file, never a caller's. */
  private static Set<String> models(Deployment deployment) {
    var names = new HashSet<String>();
    deployment.configuration().models().forEach(model -> names.add(model.name()));
    deployment.configuration().upstreams().forEach(upstream -> names.add(upstream.name()));
    return names;
  }
}
