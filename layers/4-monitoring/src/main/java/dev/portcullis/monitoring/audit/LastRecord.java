package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a start can learn from the record that the log ends with. */
final class LastRecord {

  private static final JsonMapper JSON = new JsonMapper();

  private LastRecord() {}

  /**
   * The time that it tells; empty where there is no record. Asked after recovery, when every
   * segment holds one.
   *
   * @throws CorruptLedgerException where it tells none: every record that we write does
   */
  static Optional<Instant> time(LedgerFolder folder) throws IOException {
    var segments = folder.segments();
    return segments.isEmpty() ? Optional.empty() : Optional.of(timeIn(segments.getLast()));
  }

  private static Instant timeIn(Path segment) throws IOException {
    try (var channel = FileChannel.open(segment, StandardOpenOption.READ);
        var arena = Arena.ofConfined()) {
      var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      var bytes = mapped.asByteBuffer();
      var frame = new Frame();
      int last = Segment.HEADER_BYTES;
      int next = last;
      for (var found = frame.at(bytes, next); found.isPresent(); found = frame.at(bytes, next)) {
        last = next;
        next += found.get().bytes();
      }
      var payload = bytes.slice(last, next - last);
      payload.position(Math.min(Frame.HEADER_BYTES, payload.limit()));
      return Instant.parse(
          JSON.readTree(StandardCharsets.UTF_8.decode(payload).toString()).path("time").asString());
    } catch (JacksonException | DateTimeException _) {
      throw new CorruptLedgerException(segment, 0, "a last record that tells no time");
    }
  }
}
