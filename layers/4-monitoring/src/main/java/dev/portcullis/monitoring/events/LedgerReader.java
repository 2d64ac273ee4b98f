package dev.portcullis.monitoring.events;

import dev.portcullis.monitoring.audit.LedgerCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** The ledger's events in order, those that a filter lets through. */
public final class LedgerReader implements AutoCloseable {

  private final LedgerCursor cursor;
  private final Predicate<Event> filter;

  private LedgerReader(LedgerCursor cursor, Predicate<Event> filter) {
    this.cursor = cursor;
    this.filter = filter;
  }

  public static LedgerReader fromStart(Path folder, Predicate<Event> filter) throws IOException {
    return new LedgerReader(LedgerCursor.fromStart(folder), filter);
  }

  /** From the last {@code records} records, of which the filter lets through what it does. */
  public static LedgerReader fromLast(Path folder, long records, Predicate<Event> filter)
      throws IOException {
    return new LedgerReader(LedgerCursor.fromLast(folder, records), filter);
  }

  /** The next event, or empty where there is none yet: across rotation, ask again later. */
  public Optional<Event> next() throws IOException {
    for (var stored = cursor.next(); stored.isPresent(); stored = cursor.next()) {
      var event = Event.of(stored.get());
      if (filter.test(event)) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
