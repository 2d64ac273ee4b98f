package dev.portcullis.app.wiring;

import dev.portcullis.app.config.ConfigFile;
import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.reload.Candidate;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A text that is offered as the next configuration, and kept nowhere. */
record Offered(Path file, String text) implements Candidate {

  @Override
  public Deployment read(Deployment inForce) {
    return new ConfigFile(Installable.controls(), Map.of(), _ -> Optional.empty())
        .successor(inForce, file, "offered.yaml", text);
  }

  @Override
  public void keep() {}
}
