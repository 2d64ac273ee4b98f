package dev.portcullis.app.cli;

import dev.portcullis.app.reload.ConfigLoader;
import dev.portcullis.app.reload.Handover;
import dev.portcullis.app.reload.Outcome;
import dev.portcullis.app.wiring.DataFolder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code apply}: hands a running gateway another configuration, and says what came of it. */
@Command(
    name = "apply",
    description = {
      "Puts a configuration in force in a running gateway: whole, or not at all.",
      "Where it is taken it also takes the place of the file that the gateway was started with."
    },
    mixinStandardHelpOptions = true)
final class ApplyVerb implements Callable<Integer> {

  /** A gateway looks several times a second. */
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);

  /** Large models take their time to load. */
  private static final Duration DONE_WITHIN = Duration.ofMinutes(5);

  private static final long LOOK_MILLIS = 50;

  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The configuration file.")
  private Path file = Path.of("");

  @Mixin private DataOption data = new DataOption();

  ApplyVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    var text = ConfigFiles.text(file);
    if (!Files.isDirectory(data.path())) {
      throw new Complaint("no folder " + data.path() + ": is --data the gateway's folder?");
    }
    var folder = new DataFolder(data.path().toAbsolutePath().normalize());
    var handover = new Handover(folder.handover());
    var id = handover.ask(new ConfigLoader.Named(file.toString(), text));
    return told(outcome(handover, id));
  }

  private Outcome outcome(Handover handover, String id) throws IOException {
    var found = await(handover, id, TAKEN_WITHIN);
    if (found.isEmpty()) {
      if (handover.takeBack(id)) {
        throw new Complaint("no gateway runs on " + data.path() + ": nobody took the file");
      }
      found = await(handover, id, DONE_WITHIN);
    }
    return found.orElseThrow(
        () -> new Complaint("no word from the gateway yet; see /status for what came of it"));
  }

  private static Optional<Outcome> await(Handover handover, String id, Duration most)
      throws IOException {
    var end = System.nanoTime() + most.toNanos();
    var outcome = handover.outcome(id);
    while (outcome.isEmpty() && System.nanoTime() < end) {
      pause();
      outcome = handover.outcome(id);
    }
    return outcome;
  }

  private static void pause() throws InterruptedIOException {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("ended while waiting for the gateway");
    }
  }

  private int told(Outcome outcome) {
    return switch (outcome.kind()) {
      case APPLIED -> {
        outcome.changes().forEach(shell::say);
        shell.say("in force: generation " + outcome.generation() + ", " + outcome.hash());
        yield Exit.WELL.code();
      }
      case REJECTED -> {
        outcome.problems().forEach(shell.err()::println);
        shell.err().println("portcullis: refused whole; " + outcome.hash() + " stays in force");
        yield Exit.CONFIG.code();
      }
    };
  }
}
