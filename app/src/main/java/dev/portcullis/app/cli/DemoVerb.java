package dev.portcullis.app.cli;

import dev.portcullis.app.demo.DemoClient;
import dev.portcullis.app.demo.DemoRun;
import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.DemoEnvironment;
import dev.portcullis.monitoring.events.Event;
import dev.portcullis.monitoring.events.EventPrinter;
import dev.portcullis.monitoring.events.Paint;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code demo}: calls against a gateway that {@code up} started, and how each was decided. */
@Command(
    name = "demo",
    description = "Calls the running gateway: three good calls, eleven attacks, one whole trail.",
    mixinStandardHelpOptions = true)
final class DemoVerb implements Callable<Integer> {

  private static final String ROW = "%-28s %-27s %-27s %-14s %9s  %s";

  private final Shell shell;
  private int rows;

  @Mixin private DataOption data = new DataOption();

  DemoVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    var folder = new DataFolder(data.path().toAbsolutePath().normalize());
    if (!Files.exists(folder.demoEnvironment())) {
      throw new Complaint(
          "no gateway was started on " + data.path() + "; start one: ./portcullis up");
    }
    var environment = DemoEnvironment.read(folder);
    try (var client = DemoClient.of(environment.url(), environment.ca())) {
      var outcomes = new DemoRun(folder, client, environment).make(this::row);
      trail(outcomes);
      return verdict(outcomes);
    } catch (ConnectException e) {
      throw new Complaint(
          "nobody answers at " + environment.url() + "; is the gateway up? ./portcullis up");
    }
  }

  /** With what stands above it before the first: where nobody answers there is no table. */
  private void row(DemoRun.Outcome outcome) {
    if (rows++ == 0) {
      shell.say(ROW.formatted("CALL", "EXPECTED", "GOT", "DECIDED BY", "µs", ""));
    }
    shell.say(
        ROW.formatted(
            outcome.title(),
            outcome.expected(),
            outcome.got(),
            outcome.event().map(DemoVerb::decidedBy).orElse("edge"),
            outcome.event().map(e -> "%,d".formatted(e.sizes().tookMicros())).orElse("-"),
            outcome.isAsExpected()
                ? shell.paint(Shell.Colour.GOOD, "ok")
                : shell.paint(Shell.Colour.BAD, "NOT AS EXPECTED")));
  }

  private static String decidedBy(Event event) {
    return event.decidedBy().isEmpty() ? "every control" : event.decidedBy();
  }

  private void trail(List<DemoRun.Outcome> outcomes) {
    shell.say("");
    shell.say("One whole decision trail, as the ledger keeps it:");
    outcomes
        .getFirst()
        .event()
        .ifPresent(event -> new EventPrinter(System.out, Paint.ofTerminal()).trail(event));
  }

  private int verdict(List<DemoRun.Outcome> outcomes) {
    var met = outcomes.stream().filter(DemoRun.Outcome::isAsExpected).count();
    shell.say("");
    shell.say("demo: %d of %d calls as expected".formatted(met, outcomes.size()));
    return (met == outcomes.size() ? Exit.WELL : Exit.FAILED).code();
  }
}
