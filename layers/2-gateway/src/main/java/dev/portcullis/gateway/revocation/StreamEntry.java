package dev.portcullis.gateway.revocation;

import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Kind;
import dev.portcullis.kernel.port.Revocation.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A change as an entry of the stream. It only ever takes back: whoever can write to Redis must not
 * be able to give back, so what was lifted is learned from the log alone.
 */
final class StreamEntry {

  private static final String REVISION = "revision";
  private static final String KIND = "kind";
  private static final String ISSUER = "issuer";
  private static final String NAME = "name";
  private static final String BEFORE = "before";
  private static final String UNTIL = "until";
  private static final String WHY = "why";

  private StreamEntry() {}

  static Map<String, String> write(Change change) {
    var revocation = change.revocation();
    return Map.of(
        REVISION, "" + change.revision(),
        KIND, revocation.target().kind().name(),
        ISSUER, revocation.target().issuer(),
        NAME, revocation.target().name(),
        BEFORE, "" + revocation.issuedBefore().toEpochMilli(),
        UNTIL, "" + revocation.until().toEpochMilli(),
        WHY, revocation.why());
  }

  /** The change, or empty where somebody else wrote something else. */
  static Optional<Change> read(Map<String, String> entry) {
    try {
      var target = new Target(Kind.valueOf(of(entry, KIND)), of(entry, ISSUER), of(entry, NAME));
      var revocation =
          new Revocation(target, time(entry, BEFORE), time(entry, UNTIL), of(entry, WHY));
      var revision = Long.parseLong(of(entry, REVISION));
      return Optional.of(new Change(revision, Change.State.IN_FORCE, revocation));
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Instant time(Map<String, String> entry, String field) {
    return Instant.ofEpochMilli(Long.parseLong(of(entry, field)));
  }

  private static String of(Map<String, String> entry, String field) {
    return Optional.ofNullable(entry.get(field))
        .orElseThrow(() -> new IllegalArgumentException("no " + field));
  }
}
