package dev.portcullis.app.cli;

import dev.portcullis.app.own.OwnServer;
import dev.portcullis.app.own.Recognizer;
import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.Demo;
import dev.portcullis.app.wiring.Gateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      defaultValue = "",
      description = "A server of yours to stand in front of, in place of the demo models.")
  private String upstream = "";

  @Option(
      names = "--openapi",
      paramLabel = "URL|FILE",
      defaultValue = "",
      description = "Its OpenAPI document; absent: it is asked for one.")
  private String document = "";

  @Mixin private DataOption data = new DataOption();

  UpVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    var ports = new Demo.Ports(Ports.free("--port", port), Ports.free("--admin-port", adminPort));
    var demo = new Demo(DataFolder.open(data.path()));
    if (upstream.isEmpty()) {
      if (!document.isEmpty()) {
        throw new Complaint("--openapi describes your server; name it too: --upstream URL");
      }
      serve(demo, demo.prepare(ports), Demo.MODELS, Hints.ofDemo(data.path()));
    } else {
      var own = own();
      shell.say(upstream + " is " + own.dialect().words());
      var file = demo.prepare(own.configuration(ports.main(), ports.admin()));
      serve(demo, file, List.of("*"), Hints.of(own.dialect(), data.path()));
    }
    return Exit.WELL.code();
  }

  private OwnServer own() throws IOException {
    var url = URI.create(upstream);
    if (!Set.of("http", "https").contains(url.getScheme()) || url.getHost() == null) {
      throw new Complaint("--upstream " + upstream + " (expected: http(s)://HOST[:PORT][/PATH])");
    }
    try (var recognizer = new Recognizer()) {
      return new OwnServer(url, recognizer.recognize(url, document));
    }
  }

  private void serve(Demo demo, Path file, List<String> models, List<String> hints)
      throws IOException {
    var text = ConfigFiles.text(file);
    try (var gateway = Gateway.start(ConfigFiles.load(shell, file))) {
      demo.publish(gateway, models);
      gateway.follow(file, text, ConfigFiles.successors(shell, file));
      new Banner(shell, gateway).show(data.path(), hints);
      Learning.begin();
      Running.untilStopped(gateway);
    }
  }
}
