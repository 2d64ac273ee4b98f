package dev.portcullis.app.cli;

import dev.portcullis.app.config.ConfigFile;
import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.wiring.Installable;
import dev.portcullis.app.wiring.SecretFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads configuration files for verbs. */
final class ConfigFiles {

  private ConfigFiles() {}

  static Deployment load(Shell shell, Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new Complaint(file + ": is a folder (expected: a configuration file)");
    }
    var secrets = SecretFolder.beside(file);
    return new ConfigFile(Installable.controls(), shell.environment(), secrets).load(file);
  }
}
