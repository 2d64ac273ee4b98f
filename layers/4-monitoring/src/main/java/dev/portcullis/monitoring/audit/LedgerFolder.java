package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the log's files are, and what they are called. */
record LedgerFolder(Path path) {

  private static final String SUFFIX = ".log";
  private static final int DIGITS = 20;

  Path lock() {
    return path.resolve("lock");
  }

  /** Zeros that keep space for the time when there is no other. */
  Path reserve() {
    return path.resolve("reserve");
  }

  /** A reserve that is not complete yet. */
  Path unfinishedReserve() {
    return path.resolve("reserve.tmp");
  }

  /** Says which record the log begins with, where retention has removed what was before it. */
  Path keptFrom() {
    return path.resolve("kept-from");
  }

  /** The sequence of the record that the log may not begin after. */
  long firstKept() throws IOException {
    if (!Files.exists(keptFrom())) {
      return 0;
    }
    try {
      return Long.parseLong(Files.readString(keptFrom()).strip());
    } catch (NumberFormatException e) {
      throw new CorruptLedgerException(keptFrom(), 0, "no sequence");
    }
  }

  /** Writes down, durably, that what is before this sequence may be gone. */
  void keepFrom(long sequence, Disk disk) throws IOException {
    var unfinished = path.resolve("kept-from.tmp");
    Files.deleteIfExists(unfinished);
    try (var file = disk.create(unfinished)) {
      file.write(ByteBuffer.wrap(Long.toString(sequence).getBytes(StandardCharsets.US_ASCII)), 0);
      file.sync();
    }
    disk.rename(unfinished, keptFrom());
    disk.syncFolder(path);
  }

  /** A segment is named after its first sequence, so that names sort as records do. */
  Path segment(long first) {
    var digits = Long.toString(first);
    return path.resolve("0".repeat(DIGITS - digits.length()) + digits + SUFFIX);
  }

  /** The segments, oldest first. */
  List<Path> segments() throws IOException {
    try (var files = Files.list(path)) {
      return files.filter(LedgerFolder::isSegment).sorted().toList();
    }
  }

  static long first(Path segment) {
    return Long.parseLong(name(segment).substring(0, DIGITS));
  }

  private static boolean isSegment(Path file) {
    var name = name(file);
    return name.length() == DIGITS + SUFFIX.length()
        && name.endsWith(SUFFIX)
        && name.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
