package dev.portcullis.app.cli;

import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.Demo;
import dev.portcullis.app.wiring.Gateway;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: a gateway on this machine within seconds, with everything that one needs to try. */
@Command(
    name = "up",
    description = "Starts a gateway on this machine, with a demo model, key and certificate.",
    mixinStandardHelpOptions = true)
final class UpVerb implements Callable<Integer> {

  private final Shell shell;

  @Option(
      names = "--port",
      defaultValue = "8443",
      description = "For clients; 0 takes a free one. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--admin-port",
      defaultValue = "8444",
      description = "For operators; 0 takes a free one. Default: ${DEFAULT-VALUE}")
  private int adminPort;

  @Mixin private DataOption data = new DataOption();

  UpVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    var folder = DataFolder.open(data.path());
    var demo = new Demo(folder);
    var file =
        demo.prepare(
            new Demo.Ports(Ports.free("--port", port), Ports.free("--admin-port", adminPort)));
    var deployment = ConfigFiles.load(shell, file);
    try (var gateway = Gateway.start(deployment)) {
      demo.publish(gateway);
      new Banner(shell, deployment, gateway).show(data.path());
      Running.untilStopped(gateway);
    }
    return Exit.WELL.code();
  }
}
