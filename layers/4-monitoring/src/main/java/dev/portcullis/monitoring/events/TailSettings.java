package dev.portcullis.monitoring.events;

import java.nio.file.Path;

/**
 * What {@code tail} shows.
 *
 * @param last how many of the records that are there already
 * @param id of the one exchange that is shown; empty for all
 */
public record TailSettings(Path folder, Follow follow, long last, String id, Shown shown) {

  /** What happens at the end of the log. */
  public enum Follow {
    WAIT_FOR_MORE,
    STOP
  }

  /** Which records. */
  public enum Shown {
    OUTCOMES,
    INTENTS_TOO
  }

  public TailSettings {
    if (last < 0) {
      throw new IllegalArgumentException("last: " + last + " (expected: 0 or more)");
    }
  }

  /** The last ten records, and then whatever comes. */
  public static TailSettings defaults(Path folder) {
    return new TailSettings(folder, Follow.WAIT_FOR_MORE, 10, "", Shown.OUTCOMES);
  }

  boolean shows(Event event) {
    return (id.isEmpty() || event.id().equals(id))
        && switch (event.kind()) {
          case OUTCOME, REFUSALS, REMOVAL, NOTICE -> true;
          case INTENT -> shown == Shown.INTENTS_TOO;
        };
  }
}
