package dev.portcullis.app.wiring;

import dev.portcullis.app.config.ConfigFile;
import dev.portcullis.app.config.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads configuration files for tests: no environment, no secrets. */
public final class ConfigFiles {

  private ConfigFiles() {}

  public static Deployment load(Path file) throws IOException {
    return new ConfigFile(Installable.controls(), Map.of(), _ -> Optional.empty()).load(file);
  }
}
