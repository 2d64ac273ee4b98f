package dev.portcullis.app.cli;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.reload.ConfigLoader;
import dev.portcullis.app.wiring.DemoTraces;
import dev.portcullis.app.wiring.Gateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: a gateway for others, from a configuration of the operator's. */
@Command(
    name = "run",
    description = "Starts a gateway from a configuration file.",
    mixinStandardHelpOptions = true)
final class RunVerb implements Callable<Integer> {

  private final Shell shell;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration file.")
  private Path file = Path.of("");

  RunVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    var text = ConfigFiles.text(file);
    var deployment = ConfigFiles.load(shell, file);
    var traces = DemoTraces.in(deployment);
    if (!traces.isEmpty()) {
      traces.forEach(trace -> shell.err().println(file + ": of the demonstration: " + trace));
      shell.err().println("portcullis: run takes nothing that everybody could have (see `up`)");
      return Exit.CONFIG.code();
    }
    try (var gateway = Gateway.start(deployment)) {
      gateway.follow(file, text, this::successor);
      new Banner(shell, gateway).show();
      Running.untilStopped(gateway);
    }
    return Exit.WELL.code();
  }

  private Deployment successor(Deployment inForce, ConfigLoader.Named text) throws IOException {
    var next = ConfigFiles.successors(shell, file).load(inForce, text);
    var traces = DemoTraces.in(next);
    if (!traces.isEmpty()) {
      throw new Complaint("of the demonstration: " + String.join("; ", traces));
    }
    return next;
  }
}
