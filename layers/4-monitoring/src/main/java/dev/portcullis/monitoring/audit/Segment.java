package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One file of the log, while it grows: a header, records, zeros ahead of them, and once it is full
 * or closed a seal in place of the zeros.
 *
 * <p>Zeros are written ahead because a sync that needn't make a new file size durable is cheaper,
 * and so that a full disk is met before a record is half written rather than in the middle of one.
 */
final class Segment {

  static final int HEADER_BYTES = 16;
  static final int SEAL_BYTES = 16;
  static final long HEADER_MAGIC = magic("PCLLOG1\n");

  /** Its first four bytes are no record's length, so a seal is never taken for a record. */
  static final long SEAL_MAGIC = magic("PCLSEAL\n");

  private static final int AHEAD_BYTES = 1 << 20;

  /** Outside the heap, where the system reads it in place; never written to. */
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(AHEAD_BYTES).asReadOnlyBuffer();

  private final Path path;
  private final Disk.File file;
  private long position;
  private long allocated;

  private Segment(Path path, Disk.File file, long allocated) {
    this.path = path;
    this.file = file;
    this.allocated = allocated;
  }

  /**
   * Begins a segment in a file.
   *
   * @param allocated bytes of zeros that the file has already
   */
  static Segment begin(Path path, Disk.File file, long first, long allocated) throws IOException {
    var segment = new Segment(path, file, allocated);
    segment.makeRoom(HEADER_BYTES);
    segment.append(mark(HEADER_MAGIC, first));
    return segment;
  }

  Path path() {
    return path;
  }

  long size() {
    return position;
  }

  /** Makes sure that so many bytes, and a seal after them, can be written without growing. */
  void makeRoom(int bytes) throws IOException {
    while (allocated - position < bytes + SEAL_BYTES) {
      try {
        file.write(ZEROS.duplicate(), allocated);
        allocated += AHEAD_BYTES;
      } catch (DiskFullException e) {
        file.truncate(allocated);
        throw e;
      }
    }
  }

  void append(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    file.write(bytes, position);
    position += length;
  }

  void sync() throws IOException {
    file.sync();
  }

  /** Ends the segment for good; what is damaged in it from now on is corruption. */
  void seal(long next) throws IOException {
    file.write(mark(SEAL_MAGIC, next), position);
    file.truncate(position + SEAL_BYTES);
    file.sync();
    file.close();
  }

  void close() throws IOException {
    file.close();
  }

  static ByteBuffer mark(long magic, long sequence) {
    return ByteBuffer.allocate(HEADER_BYTES).putLong(magic).putLong(sequence).flip();
  }

  private static long magic(String eightBytes) {
    return ByteBuffer.wrap(eightBytes.getBytes(StandardCharsets.US_ASCII)).getLong();
  }
}
