package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.ModelConfig;
import dev.portcullis.app.wiring.asset.Asset;
import dev.portcullis.app.wiring.asset.AssetBackend;
import dev.portcullis.inference.registry.ModelRegistry;
import dev.portcullis.kernel.port.Backend;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** Layer 3's models as they run in this process. */
record Models(ModelRegistry registry) {

  static Models load(Deployment deployment, Path folder, Executor workers) {
    var settings = deployment.configuration().models().stream().map(ModelConfig::settings).toList();
    return new Models(ModelRegistry.load(settings, folder, workers));
  }

  /** Who runs what by which name, for the guard in front of them. */
  Map<String, Backend> backends() {
    var backends = new HashMap<String, Backend>();
    registry
        .backends()
        .forEach((name, model) -> backends.put(name, new DescribedModel(registry, model)));
    for (var asset : Asset.values()) {
      backends.put(asset.model(), new AssetBackend(asset));
    }
    backends.put("", DescribedModel.server(registry));
    return backends;
  }
}
