package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.inference.quarantine.Quarantine;
import dev.portcullis.inference.quarantine.QuarantineBackend;
import dev.portcullis.kernel.port.Backend;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where what clients bring goes; opened where the first route takes any, and then kept: there is
 * one count of what each owner has there.
 */
final class Uploads {

  private final DataFolder data;
  private final Opened opened;
  private Optional<Backend> quarantine = Optional.empty();

  Uploads(DataFolder data, Opened opened) {
    this.data = data;
    this.opened = opened;
  }

  /** Opens the quarantine if a route of this configuration leads there. */
  synchronized void openFor(Deployment deployment) throws IOException {
    var configuration = deployment.configuration();
    var isNeeded =
        configuration.routes().stream().anyMatch(route -> route.surface().isQuarantined());
    if (isNeeded && quarantine.isEmpty()) {
      var files =
          Quarantine.open(data.quarantine(), configuration.quarantine(), InstantSource.system());
      // A pool of its own: who waits for the disk must not hold up those who judge.
      quarantine = Optional.of(new QuarantineBackend(files, opened.add(Workers.start())));
    }
  }

  synchronized Backend backend() {
    return quarantine.orElseThrow(() -> new IllegalStateException("no route takes uploads"));
  }
}
