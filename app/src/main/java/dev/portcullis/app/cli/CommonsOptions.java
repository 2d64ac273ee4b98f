package dev.portcullis.app.cli;

import dev.portcullis.app.wiring.Commons;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --config FILE} or {@code --data DIR}: whose keys and revocations a verb is about. */
final class CommonsOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The gateways' configuration: its store, Redis and data, in place of --data.")
  private String config = "";

  @Mixin private DataOption data = new DataOption();

  Commons open(Shell shell) throws IOException {
    return config.isEmpty()
        ? Commons.in(data.path())
        : Commons.of(ConfigFiles.load(shell, Path.of(config)));
  }
}
