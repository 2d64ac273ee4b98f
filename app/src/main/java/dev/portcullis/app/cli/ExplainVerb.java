package dev.portcullis.app.cli;

import dev.portcullis.app.config.BoundPolicy;
import dev.portcullis.app.config.Entrance;
import dev.portcullis.app.config.ListenerConfig;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.app.config.binding.Rendering;
import dev.portcullis.app.wiring.ControlsPage;
import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.Installable;
import dev.portcullis.app.wiring.Lookup;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.OnError;
import dev.portcullis.kernel.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: which controls a request meets, in which order. */
@Command(
    name = "explain",
    description = {
      "Prints what each listener allows and which controls stand on each route, in their order;",
      "with a request, on its route.",
      "Example: portcullis explain POST /v1/models/fashion:predict"
    },
    mixinStandardHelpOptions = true)
final class ExplainVerb implements Callable<Integer> {

  private final Shell shell;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "",
      description = "A configuration file; absent: the one that up wrote.")
  private String config = "";

  @Option(names = "--controls", description = "Every control there is, as docs/controls.md.")
  private boolean controls;

  @Parameters(index = "0", arity = "0..1", defaultValue = "", description = "Of a request.")
  private String method = "";

  @Parameters(index = "1", arity = "0..1", defaultValue = "", description = "Of a request.")
  private String path = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  ExplainVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (controls) {
      shell.out().print(ControlsPage.markdown(Installable.controls()));
      shell.out().flush();
      return Exit.WELL.code();
    }
    if (!method.isEmpty() && !path.startsWith("/")) {
      throw new ParameterException(
          spec.commandLine(), "a request is METHOD and PATH, such as GET /v2");
    }
    var deployment = ConfigFiles.load(shell, file());
    if (method.isEmpty()) {
      deployment.configuration().listeners().forEach(this::explain);
      deployment.routes().forEach(this::explain);
      return Exit.WELL.code();
    }
    var found = new Lookup(deployment).find(method.toUpperCase(Locale.ROOT), path());
    found.route().ifPresent(this::explain);
    shell.say(found.words());
    return (found.route().isPresent() ? Exit.WELL : Exit.FAILED).code();
  }

  private String path() {
    var query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private Path file() throws IOException {
    if (!config.isEmpty()) {
      return Path.of(config);
    }
    var demo = new DataFolder(data.path()).demoConfig();
    if (!Files.exists(demo)) {
      throw new Complaint("no " + demo + "; name a file: --config FILE");
    }
    return demo;
  }

  private void explain(ListenerConfig listener) {
    shell.say(shell.paint(Shell.Colour.STRONG, "listener " + listener.name()));
    shell.say("  " + listener.host() + ":" + listener.port());
    shell.say(
        "  hosts: " + (listener.hosts().isEmpty() ? "any" : String.join(", ", listener.hosts())));
    shell.say("  limits:\n" + Rendering.yaml(listener.limits()).indent(4).stripTrailing());
  }

  private void explain(RoutePolicy route) {
    shell.say(shell.paint(Shell.Colour.STRONG, "route " + route.route().id()));
    shell.say(
        "  "
            + Entrance.of(route.route()).stream()
                .map(Entrance::toString)
                .collect(Collectors.joining("\n  ")));
    shell.say(
        "  %s, body <= %d bytes, %d s in all"
            .formatted(
                route.route().access().name().toLowerCase(Locale.ROOT),
                route.route().maxBodyBytes(),
                route.route().deadline().toSeconds()));
    for (var stage : Stage.values()) {
      explain(route, stage);
    }
    shell.say("  policy hash " + route.gate().hash());
  }

  private void explain(RoutePolicy route, Stage stage) {
    var here = route.policies().stream().filter(p -> p.stage() == stage).toList();
    here.forEach(policy -> shell.say("  %-10s %s".formatted(stage, words(policy))));
    if (here.isEmpty() && Stage.GATED.contains(stage)) {
      var words =
          route.route().unprotected().contains(stage) ? "unprotected by choice" : "for anybody";
      shell.say("  %-10s %s".formatted(stage, shell.paint(Shell.Colour.WARN, words)));
    }
  }

  private static String words(BoundPolicy policy) {
    var terms = policy.policy();
    return terms.id()
        + (terms.id().equals(terms.control()) ? "" : " (" + terms.control() + ")")
        + (terms.mode() == Mode.OBSERVE ? ", only observes" : "")
        + (terms.onError() == OnError.ALLOW ? ", lets pass where it fails" : "");
  }
}
