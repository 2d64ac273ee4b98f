package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the oldest closed segments once there are too many or they are too old.
 *
 * <p>That is on record before it happens, so the log itself names every record that is gone, and
 * then where the log begins is written down, so that a start tells a removal from a loss. The
 * newest segment is never removed, nor is anything younger than the floor.
 */
final class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(FileLedger.class);

  private final LedgerFolder folder;
  private final Keeping keeping;
  private final Disk disk;
  private final InstantSource clock;
  private final Consumer<ByteBuffer> record;
  private boolean overfull;
  private volatile Kept kept = new Kept(0, 0);

  /** What there is: the oldest record's sequence, and the bytes of all segments. */
  record Kept(long first, long bytes) {}

  /**
   * Retention of one folder.
   *
   * @param record returns when the entry is durable; throws if it won't be
   */
  Retention(
      LedgerFolder folder,
      Keeping keeping,
      Disk disk,
      InstantSource clock,
      Consumer<ByteBuffer> record) {
    this.folder = folder;
    this.keeping = keeping;
    this.disk = disk;
    this.clock = clock;
    this.record = record;
  }

  Kept kept() {
    return kept;
  }

  /** Removes what is due, oldest first. */
  void look() throws IOException {
    var segments = folder.segments();
    long bytes = bytes(segments);
    for (int i = 0; i + 1 < segments.size(); i++) {
      var why = due(segments.get(i), bytes);
      if (why.isEmpty()) {
        break;
      }
      bytes -= remove(segments.get(i), LedgerFolder.first(segments.get(i + 1)), why.get());
    }
    long first = folder.segments().stream().findFirst().map(LedgerFolder::first).orElse(0L);
    kept = new Kept(first, bytes);
    tellIfOverfull(bytes);
  }

  private Optional<Removal.Why> due(Path segment, long bytes) throws IOException {
    var closedAt = Files.getLastModifiedTime(segment).toInstant();
    var age = Duration.between(closedAt, clock.instant());
    if (age.compareTo(keeping.keepAtLeast()) < 0) {
      return Optional.empty();
    }
    if (age.compareTo(keeping.maxAge()) > 0) {
      return Optional.of(Removal.Why.MAX_AGE);
    }
    return bytes > keeping.maxBytes() ? Optional.of(Removal.Why.MAX_BYTES) : Optional.empty();
  }

  private long remove(Path segment, long next, Removal.Why why) throws IOException {
    long bytes = Files.size(segment);
    var removal =
        new Removal(
            LedgerFolder.first(segment), next, bytes, digest(segment), why, clock.instant());
    record.accept(Entries.removal(removal));
    folder.keepFrom(next, disk);
    disk.delete(segment);
    disk.syncFolder(folder.path());
    LOG.atInfo()
        .addKeyValue("segment", segment.getFileName())
        .addKeyValue("why", why)
        .log("ledger segment removed");
    return bytes;
  }

  private void tellIfOverfull(long bytes) {
    boolean now = bytes > keeping.maxBytes();
    if (now && !overfull) {
      LOG.atWarn()
          .addKeyValue("bytes", bytes)
          .addKeyValue("max_bytes", keeping.maxBytes())
          .log("the ledger is larger than it should be: nothing in it is old enough to go");
    }
    overfull = now;
  }

  private static long bytes(List<Path> segments) throws IOException {
    long bytes = 0;
    for (var segment : segments) {
      bytes += Files.size(segment);
    }
    return bytes;
  }

  private static String digest(Path segment) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(segment), Frame.newSha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }
}
