package dev.portcullis.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dump}: what is in force, every default written out. */
@Command(
    name = "dump",
    description = "Prints what a configuration file stands for: every default, no secret.",
    mixinStandardHelpOptions = true)
final class DumpVerb implements Callable<Integer> {

  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The configuration file.")
  private Path file = Path.of("");

  DumpVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    shell.out().print(ConfigFiles.load(shell, file).dump());
    shell.out().flush();
    return Exit.WELL.code();
  }
}
