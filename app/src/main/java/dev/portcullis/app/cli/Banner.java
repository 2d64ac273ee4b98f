package dev.portcullis.app.cli;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.app.wiring.Gateway;
import dev.portcullis.app.wiring.Installable;
import dev.portcullis.kernel.ControlFactory;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a gateway says of itself once it serves: what is on, what is absent, what to try. */
final class Banner {

  private final Shell shell;
  private final Gateway gateway;
  private final Deployment deployment;

  Banner(Shell shell, Gateway gateway) {
    this.shell = shell;
    this.gateway = gateway;
    this.deployment = gateway.deployment();
  }

  /** For a gateway that {@code up} started. */
  void show(Path data, List<String> hints) {
    ready();
    shell.say(
        shell.paint(Shell.Colour.WARN, "DEMO")
            + " on loopback: demo certificate, key and pepper. For others to call: portcullis run");
    shell.say("");
    what(data);
    shell.say("");
    hints.forEach(shell::say);
  }

  /** For a gateway of the operator's. */
  void show() {
    ready();
    what(deployment.configuration().data());
  }

  private void ready() {
    var since =
        Duration.ofMillis(
            System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
    shell.say(
        shell.paint(Shell.Colour.STRONG, Build.line())
            + " ready in %.1f s".formatted(since.toMillis() / 1000.0));
  }

  private void what(Path data) {
    gateway.listening().listeners().forEach(a -> line("call it", a.url()));
    line("operate it", gateway.listening().admin().url() + "/status, /metrics, /readyz");
    line("data", data.toString());
    line("models", models());
    deployment.routes().forEach(this::route);
    var allowed = deployment.configuration().fetch().allow();
    line(
        "fetch.allow",
        allowed.isEmpty()
            ? "nothing beside public addresses"
            : allowed.stream().map(Object::toString).collect(Collectors.joining(", ")));
  }

  private String models() {
    return gateway.models().stream()
        .map(m -> m.ref().name() + " " + m.ref().version())
        .collect(Collectors.joining(", "));
  }

  private void route(RoutePolicy route) {
    line("route " + route.route().id(), route.route().path());
    line("  on", shell.paint(Shell.Colour.GOOD, names(on(route))));
    line("  absent", shell.paint(Shell.Colour.FAINT, names(absent(route))));
    if (!route.route().unprotected().isEmpty()) {
      line(
          "  unprotected",
          shell.paint(Shell.Colour.WARN, names(route.route().unprotected())) + " by choice");
    }
  }

  private static List<String> on(RoutePolicy route) {
    return route.policies().stream().map(p -> p.policy().control()).toList();
  }

  private static List<String> absent(RoutePolicy route) {
    return Installable.controls().all().stream()
        .map(ControlFactory::name)
        .filter(name -> !on(route).contains(name))
        .toList();
  }

  private static String names(List<?> names) {
    return names.isEmpty()
        ? "none"
        : names.stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private void line(String name, String value) {
    shell.say("  %-14s %s".formatted(name, value));
  }
}
