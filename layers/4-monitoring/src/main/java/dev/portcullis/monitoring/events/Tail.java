package dev.portcullis.monitoring.events;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Shows the ledger as it grows, like {@code tail -f}. */
public final class Tail {

  private static final long POLL_MILLIS = 100;

  private final TailSettings settings;
  private final EventPrinter printer;

  public Tail(TailSettings settings, EventPrinter printer) {
    this.settings = settings;
    this.printer = printer;
  }

  /** Prints until the end of the log, or until the thread is interrupted where it follows. */
  public void run() throws IOException {
    try (var reader = LedgerReader.fromLast(settings.folder(), settings.last(), settings::shows)) {
      boolean more = true;
      while (more) {
        for (var event = reader.next(); event.isPresent(); event = reader.next()) {
          printer.line(event.get());
        }
        more = waitForMore();
      }
    }
  }

  /** The outcome of an exchange with its decision trail, or its intent where it has none yet. */
  public static Optional<Event> find(Path folder, String id) throws IOException {
    Optional<Event> found = Optional.empty();
    try (var reader = LedgerReader.fromStart(folder, event -> event.id().equals(id))) {
      for (var event = reader.next(); event.isPresent(); event = reader.next()) {
        found = event;
      }
    }
    return found;
  }

  private boolean waitForMore() {
    return switch (settings.follow()) {
      case STOP -> false;
      case WAIT_FOR_MORE -> sleep();
    };
  }

  private static boolean sleep() {
    try {
      Thread.sleep(POLL_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
