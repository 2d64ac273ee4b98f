package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.wiring.asset.Asset;
import dev.portcullis.app.wiring.asset.AssetBackend;
import dev.portcullis.inference.registry.ModelLoader;
import dev.portcullis.inference.registry.ModelRegistry;
import dev.portcullis.inference.registry.ServedModel;
import dev.portcullis.kernel.port.Backend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Layer 3's models as they run in this process. */
record Models(ModelRegistry registry) {

  /** Those that the configuration names; what runs already is not loaded again. */
  static Models of(Deployment deployment, Foundation foundation, Opened opened) throws IOException {
    var loader = new ModelLoader(deployment.folder(), foundation.workers());
    var served = new ArrayList<ServedModel>();
    for (var model : deployment.configuration().models()) {
      var source = loader.read(model.settings());
      served.add(
          foundation.commons().models().take(source.key(), () -> loader.load(source), opened));
    }
    return new Models(ModelRegistry.of(served));
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
