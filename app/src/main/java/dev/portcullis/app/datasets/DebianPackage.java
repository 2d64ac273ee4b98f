package dev.portcullis.app.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/** Takes named files out of a Debian package: an ar archive with a tar archive in it (deb(5)). */
final class DebianPackage {

  private static final String AR_MAGIC = "!<arch>\n";
  private static final int AR_HEADER_BYTES = 60;
  private static final int TAR_BLOCK_BYTES = 512;
  private static final int XZ_MEMORY_KIB = 128 * 1024;

  private DebianPackage() {}

  /**
   * Writes the files, each under its last name.
   *
   * @throws IOException where one of them is not in the package
   */
  static void unpack(InputStream deb, List<String> files, Path folder) throws IOException {
    var in = new BufferedInputStream(deb);
    if (!text(in.readNBytes(AR_MAGIC.length())).equals(AR_MAGIC)) {
      throw new IOException("no Debian package");
    }
    while (true) {
      var header = in.readNBytes(AR_HEADER_BYTES);
      if (header.length < AR_HEADER_BYTES) {
        throw new EOFException("the package holds no data.tar.xz");
      }
      if (text(header, 0, 16).strip().equals("data.tar.xz")) {
        untar(new XZInputStream(in, XZ_MEMORY_KIB), files, folder);
        return;
      }
      var size = number(text(header, 48, 10).strip(), 10);
      in.skipNBytes(size + size % 2);
    }
  }

  private static void untar(InputStream tar, List<String> files, Path folder) throws IOException {
    var missing = new HashSet<>(files);
    while (!missing.isEmpty()) {
      var header = tar.readNBytes(TAR_BLOCK_BYTES);
      if (header.length < TAR_BLOCK_BYTES || header[0] == 0) {
        throw new IOException("the package holds no " + missing.iterator().next());
      }
      var name = field(header, 0, 100);
      var size = number(field(header, 124, 12).strip(), 8);
      var path = name.startsWith("./") ? name.substring(2) : name;
      if (missing.remove(path)) {
        var file = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
        try (var out = Files.newOutputStream(file)) {
          copy(tar, out, size);
        }
        tar.skipNBytes(padding(size));
      } else {
        tar.skipNBytes(size + padding(size));
      }
    }
  }

  private static void copy(InputStream in, OutputStream out, long size) throws IOException {
    var piece = new byte[TAR_BLOCK_BYTES * 128];
    for (long left = size; left > 0; ) {
      var read = in.read(piece, 0, (int) Math.min(piece.length, left));
      if (read < 0) {
        throw new EOFException("the package ends within a file");
      }
      out.write(piece, 0, read);
      left -= read;
    }
  }

  private static long padding(long size) {
    return (TAR_BLOCK_BYTES - size % TAR_BLOCK_BYTES) % TAR_BLOCK_BYTES;
  }

  private static long number(String digits, int radix) throws IOException {
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException e) {
      throw new IOException("the package is damaged: no size where one should be", e);
    }
  }

  private static String field(byte[] header, int from, int length) {
    var field = text(header, from, length);
    var end = field.indexOf('\0');
    return end < 0 ? field : field.substring(0, end);
  }

  private static String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.US_ASCII);
  }
}
