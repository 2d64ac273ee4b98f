package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a segment from end to end, every checksum and leaf.
 *
 * @param next the sequence that follows its last whole record
 * @param end where its last whole record ends
 */
record Scan(long next, int end, Ending ending) {

  /** What comes after the last whole record. */
  enum Ending {
    SEALED,
    /** Zeros, or a group that was never durable and of which nobody was told. */
    UNFINISHED
  }

  /**
   * Scans a segment.
   *
   * @throws CorruptLedgerException where a record is damaged that must have been durable
   */
  static Scan of(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ);
        var arena = Arena.ofConfined()) {
      var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return of(mapped.asByteBuffer(), file);
    }
  }

  private static Scan of(ByteBuffer bytes, Path file) throws CorruptLedgerException {
    var frame = new Frame();
    long expected = LedgerFolder.first(file);
    int offset = 0;
    if (hasMark(bytes, 0, Segment.HEADER_MAGIC, expected)) {
      offset = Segment.HEADER_BYTES;
      for (int length; (length = wholeRecord(frame, bytes, offset, expected)) > 0; expected++) {
        offset += length;
      }
    }
    int sealAt = bytes.limit() - Segment.SEAL_BYTES;
    if (offset == sealAt && hasMark(bytes, sealAt, Segment.SEAL_MAGIC, expected)) {
      return new Scan(expected, offset, Ending.SEALED);
    }
    if (sealAt >= 0 && bytes.getLong(sealAt) == Segment.SEAL_MAGIC) {
      throw new CorruptLedgerException(file, offset, "damage in a sealed segment");
    }
    if (laterGroupFollows(frame, bytes, offset, expected)) {
      throw new CorruptLedgerException(file, offset, "damage, and whole records after it");
    }
    return new Scan(expected, offset, Ending.UNFINISHED);
  }

  private static int wholeRecord(Frame frame, ByteBuffer bytes, int offset, long expected) {
    return frame
        .at(bytes, offset)
        .filter(found -> found.sequence() == expected)
        .filter(found -> frame.leafHolds(bytes, offset, found))
        .map(Frame.Found::bytes)
        .orElse(0);
  }

  private static boolean hasMark(ByteBuffer bytes, int offset, long magic, long sequence) {
    return offset >= 0
        && bytes.limit() - offset >= Segment.HEADER_BYTES
        && bytes.getLong(offset) == magic
        && bytes.getLong(offset + Long.BYTES) == sequence;
  }

  /**
   * Whether a whole record of a group that began after {@code missing} stands anywhere further on.
   * That group was begun only when the missing record was durable.
   */
  private static boolean laterGroupFollows(Frame frame, ByteBuffer bytes, int from, long missing) {
    long last = missing + (bytes.limit() - from) / Frame.HEADER_BYTES;
    for (int at = from; at + Frame.HEADER_BYTES < bytes.limit(); at++) {
      long sequence = bytes.getLong(at + Integer.BYTES);
      if (sequence > missing
          && sequence <= last
          && frame.at(bytes, at).filter(found -> found.groupStart() > missing).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
