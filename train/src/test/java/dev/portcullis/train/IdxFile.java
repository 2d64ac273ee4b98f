package dev.portcullis.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes idx files by hand, whole ones and broken ones. */
final class IdxFile {
  static final int UNSIGNED_BYTES = 0x0800;

  private IdxFile() {}

  /** A well-formed file, if there are as many values as the dimensions say. */
  static Path write(Path file, int[] dimensions, byte[] values) throws IOException {
    return write(file, UNSIGNED_BYTES | dimensions.length, dimensions, values);
  }

  static Path write(Path file, int magic, int[] dimensions, byte[] values) throws IOException {
    var content = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length).putInt(magic);
    Arrays.stream(dimensions).forEach(content::putInt);
    content.put(values);
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.array());
    }
    return file;
  }
}
