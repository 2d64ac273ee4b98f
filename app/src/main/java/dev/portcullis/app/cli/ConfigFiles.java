package dev.portcullis.app.cli;

import dev.portcullis.app.config.ConfigFile;
import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.reload.ConfigLoader;
import dev.portcullis.app.wiring.Installable;
import dev.portcullis.app.wiring.SecretFolder;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads configuration files for verbs. */
final class ConfigFiles {

  private ConfigFiles() {}

  static Deployment load(Shell shell, Path file) throws IOException {
    requireFile(file);
    return reader(shell, file).load(file);
  }

  /** What stands in a file, whatever it means. */
  static String text(Path file) throws IOException {
    requireFile(file);
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new Complaint(file + ": not UTF-8");
    }
  }

  private static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new Complaint(file + ": is a folder (expected: a configuration file)");
    }
  }

  /** Reads what is to follow on a gateway's configuration, as if it stood in its file. */
  static ConfigLoader successors(Shell shell, Path file) {
    return (inForce, text) ->
        reader(shell, file).successor(inForce, file, text.name(), text.text());
  }

  private static ConfigFile reader(Shell shell, Path file) {
    return new ConfigFile(Installable.controls(), shell.environment(), SecretFolder.beside(file));
  }
}
