package dev.portcullis.gateway.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A file in an archive.
 *
 * @param packed as it lies there, from position 0
 */
record ZipMember(ZipHead head, ByteBuffer packed) {

  private static final int CHUNK_BYTES = 16 * 1024;

  /** Reads how a file begins. */
  @FunctionalInterface
  interface Beginning {
    boolean isAsExpected(InputStream in) throws IOException;
  }

  String name() {
    return head.name();
  }

  long bytes() {
    return head.contents().bytes();
  }

  /** Whether it begins as expected and is, to its end, what the archive says of it. */
  boolean isWhole(Beginning beginning) throws IOException {
    var inflater = new Inflater(true);
    var checksum = new CRC32();
    try (var in = new CheckedInputStream(unpacked(inflater), checksum)) {
      return beginning.isAsExpected(in)
          && isReadToItsEnd(in, inflater)
          && (int) checksum.getValue() == head.contents().crc();
    } finally {
      inflater.end();
    }
  }

  private InputStream unpacked(Inflater inflater) {
    var copy = new byte[packed.limit()];
    packed.get(0, copy);
    var in = new ByteArrayInputStream(copy);
    return head.method() == ZipHead.STORED ? in : new InflaterInputStream(in, inflater);
  }

  private boolean isReadToItsEnd(InputStream in, Inflater inflater) throws IOException {
    var chunk = new byte[CHUNK_BYTES];
    while (in.read(chunk) >= 0) {
      if (inflater.getBytesWritten() > bytes()) {
        return false;
      }
    }
    return head.method() == ZipHead.STORED
        ? packed.limit() == bytes()
        : inflater.getBytesRead() == packed.limit() && inflater.getBytesWritten() == bytes();
  }
}
