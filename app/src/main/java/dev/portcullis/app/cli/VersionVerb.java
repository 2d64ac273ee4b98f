package dev.portcullis.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code version}: which Portcullis this is. */
@Command(
    name = "version",
    description = "Prints version and build.",
    mixinStandardHelpOptions = true)
final class VersionVerb implements Callable<Integer> {

  private final Shell shell;

  @Option(names = "--short", description = "The version alone, for scripts.")
  private boolean shortForm;

  VersionVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    shell.say(shortForm ? Build.version() : Build.line());
    return Exit.WELL.code();
  }
}
