package dev.portcullis.app.cli;

import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.Demo;
import dev.portcullis.app.wiring.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
    var file = demo.prepare(new Demo.Ports(free("--port", port), free("--admin-port", adminPort)));
    var deployment = ConfigFiles.load(shell, file);
    try (var gateway = Gateway.start(deployment)) {
      demo.publish(gateway.listening());
      new Banner(shell, deployment, gateway).show(data.path());
      Running.untilStopped(gateway);
    }
    return Exit.WELL.code();
  }

  /** A port that can be bound, so that a taken one is told before anything was started. */
  private static int free(String option, int port) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IllegalArgumentException e) {
      throw new Complaint(option + " " + port + " (expected: 0..65535)");
    } catch (java.net.BindException e) {
      throw new Complaint(
          "port " + port + " is taken or not allowed; choose another with " + option + " PORT");
    }
  }
}
