package dev.portcullis.app.cli;

import dev.portcullis.app.config.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code diff}: what would change if one file took another's place, defaults and all. */
@Command(
    name = "diff",
    description = "Prints what differs in force between two configuration files; 1 if anything.",
    mixinStandardHelpOptions = true)
final class DiffVerb implements Callable<Integer> {

  private final Shell shell;

  @Parameters(index = "0", paramLabel = "OLD", description = "The file in force.")
  private Path old = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The file to take its place.")
  private Path successor = Path.of("");

  DiffVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    var before = ConfigFiles.load(shell, old).rendered();
    var after = ConfigFiles.load(shell, successor).rendered();
    var differences = Difference.between(before, after);
    differences.forEach(difference -> shell.say(difference.toString()));
    return (differences.isEmpty() ? Exit.WELL : Exit.FAILED).code();
  }
}
