package dev.portcullis.app.cli;

import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.monitoring.events.EventPrinter;
import dev.portcullis.monitoring.events.Paint;
import dev.portcullis.monitoring.events.Tail;
import dev.portcullis.monitoring.events.TailSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tail}: the decisions of a gateway as they are recorded, or one of them in full. */
@Command(
    name = "tail",
    description = "Follows the decisions of a gateway; with --id, shows one with its trail.",
    mixinStandardHelpOptions = true)
final class TailVerb implements Callable<Integer> {

  @Option(
      names = "--id",
      paramLabel = "REQUEST_ID",
      defaultValue = "",
      description = "Shows the whole decision trail of one request.")
  private String id = "";

  @Option(names = "--last", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
  private long last;

  @Option(names = "--no-follow", description = "Ends where the ledger ends.")
  private boolean stops;

  @Option(names = "--intents", description = "Shows what was begun, too.")
  private boolean intents;

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws IOException {
    var ledger = new DataFolder(data.path().toAbsolutePath()).ledger();
    if (!Files.isDirectory(ledger)) {
      throw new Complaint("no ledger in " + data.path() + ": is --data the gateway's folder?");
    }
    var printer = new EventPrinter(System.out, Paint.ofTerminal());
    if (!id.isEmpty()) {
      var event =
          Tail.find(ledger, id)
              .orElseThrow(() -> new Complaint("no record of " + id + " in " + data.path()));
      printer.trail(event);
      return Exit.WELL.code();
    }
    var settings =
        new TailSettings(
            ledger,
            stops ? TailSettings.Follow.STOP : TailSettings.Follow.WAIT_FOR_MORE,
            last,
            "",
            intents ? TailSettings.Shown.INTENTS_TOO : TailSettings.Shown.OUTCOMES);
    new Tail(settings, printer).run();
    return Exit.WELL.code();
  }
}
