package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Reads the log in order, across segments, from any process and while it grows: it takes no lock
 * and changes nothing. Every record's checksum is looked at.
 */
public final class LedgerCursor implements AutoCloseable {

  private static final int BLOCK_BYTES = 4 * (Frame.HEADER_BYTES + Entries.MAX_BYTES);
  private static final int SEAL_PREFIX = (int) (Segment.SEAL_MAGIC >>> 32);

  private final LedgerFolder folder;
  private final Frame frame = new Frame();
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).limit(0);
  private Optional<FileChannel> segment = Optional.empty();
  private Path file;
  private long blockAt;
  private long offset;
  private long expected;

  private LedgerCursor(LedgerFolder folder, long first) {
    this.folder = folder;
    this.file = folder.segment(first);
    this.expected = first;
  }

  /** From the oldest record that is kept. */
  public static LedgerCursor fromStart(Path path) throws IOException {
    var folder = new LedgerFolder(path);
    var segments = folder.segments();
    return new LedgerCursor(
        folder, segments.isEmpty() ? 0 : LedgerFolder.first(segments.getFirst()));
  }

  /** From the last {@code count} records; 0 for what is yet to come. */
  public static LedgerCursor fromLast(Path path, long count) throws IOException {
    var folder = new LedgerFolder(path);
    var segments = folder.segments();
    if (segments.isEmpty()) {
      return new LedgerCursor(folder, 0);
    }
    long from = end(folder, LedgerFolder.first(segments.getLast())) - count;
    long first = LedgerFolder.first(segments.getFirst());
    for (var segment : segments) {
      first = LedgerFolder.first(segment) <= from ? LedgerFolder.first(segment) : first;
    }
    var cursor = new LedgerCursor(folder, first);
    while (cursor.expected < from && cursor.next().isPresent()) {
      // skips what was not asked for
    }
    return cursor;
  }

  /**
   * The next record, or empty where there is none yet: ask again later.
   *
   * @throws CorruptLedgerException where a record is damaged
   */
  public Optional<StoredRecord> next() throws IOException {
    while (segment.isPresent() || openNext()) {
      var found = read();
      if (found.isPresent()) {
        return found.map(this::take);
      }
      if (!endOfSegment()) {
        return Optional.empty();
      }
      close();
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    if (segment.isPresent()) {
      segment.get().close();
      segment = Optional.empty();
    }
  }

  private static long end(LedgerFolder folder, long first) throws IOException {
    try (var cursor = new LedgerCursor(folder, first)) {
      while (cursor.next().isPresent()) {
        // reads on to the end
      }
      return cursor.expected;
    }
  }

  private boolean openNext() throws IOException {
    skipWhatWasRemoved();
    var next = folder.segment(expected);
    if (!Files.exists(next)) {
      return false;
    }
    file = next;
    segment = Optional.of(FileChannel.open(next, StandardOpenOption.READ));
    offset = Segment.HEADER_BYTES;
    block.limit(0);
    return true;
  }

  /** Goes on with the oldest record that is kept, where retention was faster than the reader. */
  private void skipWhatWasRemoved() throws IOException {
    if (!Files.exists(folder.segment(expected))) {
      long kept = Math.max(expected, folder.firstKept());
      expected = Files.exists(folder.segment(kept)) ? kept : expected;
    }
  }

  private Optional<Frame.Found> read() throws IOException {
    var found = inBlock();
    if (found.isEmpty()) {
      fillBlock();
      found = inBlock();
    }
    return found;
  }

  private Optional<Frame.Found> inBlock() {
    long at = offset - blockAt;
    return at >= 0 && at < block.limit()
        ? frame.at(block, (int) at).filter(found -> found.sequence() == expected)
        : Optional.empty();
  }

  private void fillBlock() throws IOException {
    var channel = segment.orElseThrow();
    blockAt = offset;
    block.clear();
    while (block.hasRemaining() && channel.read(block, blockAt + block.position()) > 0) {
      // reads on: a read may give less than was asked for
    }
    block.flip();
  }

  private StoredRecord take(Frame.Found found) {
    var json = StandardCharsets.UTF_8.decode(found.payload().duplicate()).toString();
    offset += found.bytes();
    expected++;
    return new StoredRecord(found.sequence(), json);
  }

  /** Whether the segment ends here, rather than being written just now. */
  private boolean endOfSegment() throws IOException {
    if (block.limit() >= Segment.SEAL_BYTES && block.getInt(0) == SEAL_PREFIX) {
      return true;
    }
    long last = LedgerFolder.first(folder.segments().getLast());
    if (last > LedgerFolder.first(file) && read().isEmpty()) {
      throw new CorruptLedgerException(file, offset, "damage before the next segment");
    }
    return false;
  }
}
