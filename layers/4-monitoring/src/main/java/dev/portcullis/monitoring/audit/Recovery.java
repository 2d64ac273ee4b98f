package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start does before anything is written: finds the end of the log, cuts off what was never
 * acknowledged, and refuses to go on over a gap or over damage.
 */
final class Recovery {

  /** Newest bytes whose every record is read at a start; of older segments only the seals are. */
  static final long VERIFIED_BYTES = 512L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final LedgerFolder folder;
  private final Disk disk;

  Recovery(LedgerFolder folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /** Returns the sequence that the log goes on with. */
  long run() throws IOException {
    var segments = folder.segments();
    requireBeginning(segments);
    if (segments.isEmpty()) {
      return 0;
    }
    requireNoGap(segments);
    verifyNewest(segments.subList(0, segments.size() - 1));
    return finish(segments.getLast());
  }

  /** Retention says what it removes; whatever else is missing was lost. */
  private void requireBeginning(List<Path> segments) throws IOException {
    long kept = folder.firstKept();
    long first = segments.isEmpty() ? 0 : LedgerFolder.first(segments.getFirst());
    if (first > kept || (segments.isEmpty() && kept > 0)) {
      throw new CorruptLedgerException(
          folder.path(), 0, "records from " + kept + " on are missing");
    }
  }

  private static void requireNoGap(List<Path> segments) throws IOException {
    for (int i = 0; i + 1 < segments.size(); i++) {
      long follows = LedgerFolder.first(segments.get(i + 1));
      if (sealedNext(segments.get(i)) != follows) {
        throw new CorruptLedgerException(
            segments.get(i), Files.size(segments.get(i)), "not sealed before " + follows);
      }
    }
  }

  private static long sealedNext(Path segment) throws IOException {
    try (var channel = FileChannel.open(segment, StandardOpenOption.READ)) {
      var seal = ByteBuffer.allocate(Segment.SEAL_BYTES);
      long at = Math.max(0, channel.size() - Segment.SEAL_BYTES);
      while (seal.hasRemaining() && channel.read(seal, at + seal.position()) > 0) {
        // reads on: a read may give less than was asked for
      }
      seal.clear();
      return seal.getLong() == Segment.SEAL_MAGIC ? seal.getLong() : -1;
    }
  }

  private static void verifyNewest(List<Path> sealed) throws IOException {
    long left = VERIFIED_BYTES;
    for (var segment : sealed.reversed()) {
      left -= Files.size(segment);
      if (left < 0) {
        return;
      }
      var _ = Scan.of(segment);
    }
  }

  private long finish(Path last) throws IOException {
    var scan = Scan.of(last);
    switch (scan.ending()) {
      case SEALED -> {}
      case UNFINISHED -> cut(last, scan);
    }
    return scan.next();
  }

  private void cut(Path last, Scan scan) throws IOException {
    LOG.atWarn()
        .addKeyValue("segment", last.getFileName())
        .addKeyValue("next", scan.next())
        .addKeyValue("offset", scan.end())
        .log("ledger was not closed: going on after its last whole record");
    if (scan.end() <= Segment.HEADER_BYTES) {
      disk.delete(last);
    } else {
      try (var file = disk.open(last)) {
        file.write(Segment.mark(Segment.SEAL_MAGIC, scan.next()), scan.end());
        file.truncate(scan.end() + Segment.SEAL_BYTES);
        file.sync();
      }
    }
    disk.syncFolder(folder.path());
  }
}
