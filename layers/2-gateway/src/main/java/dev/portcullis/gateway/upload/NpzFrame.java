package dev.portcullis.gateway.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * NumPy's archive: arrays and nothing else, inflating to no more than a bound. An array of Python
 * objects is a pickle, which runs code when it is read, so only plain numbers and texts are taken.
 */
final class NpzFrame implements Frame {

  static final int MAX_ARRAYS = 1_024;
  static final int MAX_INFLATION = 100;
  private static final int MAX_NAME_CHARS = 128;
  private static final String SUFFIX = ".npy";

  @Override
  public Optional<String> missing(ByteBuffer data) {
    try {
      return isWhole(data) ? Optional.empty() : expected();
    } catch (IOException _) {
      return expected();
    }
  }

  private static Optional<String> expected() {
    return Optional.of(
        "an archive of arrays of numbers or texts, inflating at most " + MAX_INFLATION + " times");
  }

  private static boolean isWhole(ByteBuffer data) throws IOException {
    var arrays = ZipArchive.members(data);
    if (!isModest(arrays, (long) MAX_INFLATION * data.limit())) {
      return false;
    }
    for (var array : arrays) {
      if (!isArrayName(array.name()) || !array.isWhole(NpyHeader::isPlain)) {
        return false;
      }
    }
    return true;
  }

  /** Judged by what the archive says; each array is held to that as it is read. */
  private static boolean isModest(List<ZipMember> arrays, long mostBytes) {
    return !arrays.isEmpty()
        && arrays.size() <= MAX_ARRAYS
        && arrays.stream().map(ZipMember::name).distinct().count() == arrays.size()
        && arrays.stream().mapToLong(ZipMember::bytes).sum() <= mostBytes;
  }

  private static boolean isArrayName(String name) {
    return name.length() <= MAX_NAME_CHARS
        && name.endsWith(SUFFIX)
        && name.length() > SUFFIX.length()
        && !name.contains("..")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ' || c > '~');
  }
}
