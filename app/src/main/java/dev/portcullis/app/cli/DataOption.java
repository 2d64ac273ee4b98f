package dev.portcullis.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data DIR}, the same for every verb that has it. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".portcullis",
      description = "Where data is kept; default: ${DEFAULT-VALUE}")
  private Path path = Path.of(".portcullis");

  Path path() {
    return path;
  }
}
