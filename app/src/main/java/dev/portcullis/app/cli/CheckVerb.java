package dev.portcullis.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code check}: says everything that is wrong in a file, or that nothing is. */
@Command(
    name = "check",
    description = "Says what is wrong in a configuration file.",
    mixinStandardHelpOptions = true)
final class CheckVerb implements Callable<Integer> {

  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The configuration file.")
  private Path file = Path.of("");

  CheckVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    var deployment = ConfigFiles.load(shell, file);
    var routes = deployment.routes();
    shell.say(
        "%s: well: %d routes, %d policies"
            .formatted(file, routes.size(), deployment.policies().size()));
    for (var route : routes) {
      var unprotected = route.route().unprotected();
      if (!unprotected.isEmpty()) {
        shell.say("route %s: unprotected by choice: %s".formatted(route.route().id(), unprotected));
      }
    }
    return Exit.WELL.code();
  }
}
