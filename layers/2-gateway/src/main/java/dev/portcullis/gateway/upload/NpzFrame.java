package dev.portcullis.gateway.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * NumPy's archive: arrays and nothing else, inflating to no more than a bound. An array of Python
 * objects is a pickle, which runs code when it is read, so only plain numbers and texts are taken.
 */
final class NpzFrame implements Frame {

  static final int MAX_ARRAYS = 1_024;
  static final int MAX_INFLATION = 100;
  private static final int MAX_NAME_CHARS = 128;
  private static final String SUFFIX = ".npy";
  private static final int CHUNK_BYTES = 16 * 1024;

  /** {@code PK\5\6}, little-endian: the end of the archive's directory, without a comment. */
  private static final int END_MARK = 0x06054b50;

  private static final int END_BYTES = 22;
  private static final int END_COUNT_AT = 10;

  @Override
  public Optional<String> missing(ByteBuffer data) {
    try {
      return isWhole(data) ? Optional.empty() : expected();
    } catch (IOException | IllegalArgumentException _) {
      return expected();
    }
  }

  private static Optional<String> expected() {
    return Optional.of(
        "an archive of arrays of numbers or texts, inflating at most " + MAX_INFLATION + " times");
  }

  private static boolean isWhole(ByteBuffer data) throws IOException {
    var size = data.limit();
    if (size < END_BYTES) {
      return false;
    }
    var bytes = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    var end = size - END_BYTES;
    return bytes.getInt(end) == END_MARK
        && arrays(data) == Short.toUnsignedInt(bytes.getShort(end + END_COUNT_AT));
  }

  /** How many arrays there are; 0 where anything else is among them. */
  private static int arrays(ByteBuffer data) throws IOException {
    var copy = new byte[data.limit()];
    data.duplicate().get(0, copy);
    var left = (long) MAX_INFLATION * copy.length;
    var count = 0;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(copy))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++count > MAX_ARRAYS || !isArrayName(entry) || !NpyHeader.isPlain(zip)) {
          return 0;
        }
        left -= drained(zip, left);
        if (left < 0) {
          return 0;
        }
      }
    }
    return count;
  }

  private static boolean isArrayName(ZipEntry entry) {
    var name = entry.getName();
    return name.length() <= MAX_NAME_CHARS
        && name.endsWith(SUFFIX)
        && name.length() > SUFFIX.length()
        && !name.contains("..")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ' || c > '~');
  }

  /** Reads to the entry's end, or one byte past what is left. */
  private static long drained(InputStream in, long left) throws IOException {
    var chunk = new byte[CHUNK_BYTES];
    var total = 0L;
    for (var read = in.read(chunk); read >= 0 && total <= left; read = in.read(chunk)) {
      total += read;
    }
    return total;
  }
}
