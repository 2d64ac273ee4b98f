package dev.portcullis.app.cli;

import dev.portcullis.app.config.ConfigSchema;
import dev.portcullis.app.wiring.Installable;
import picocli.CommandLine.Command;

/** {@code config}: about configuration files as such. */
@Command(
    name = "config",
    description = "About configuration files.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "schema")
final class ConfigVerb {

  private final Shell shell;

  ConfigVerb(Shell shell) {
    this.shell = shell;
  }

  @Command(
      name = "schema",
      description = "Prints the JSON Schema, for completion in editors.",
      mixinStandardHelpOptions = true)
  int schema() {
    shell.out().print(new ConfigSchema(Installable.controls()).json());
    shell.out().flush();
    return Exit.WELL.code();
  }
}
