package dev.portcullis.train;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** An array of unsigned bytes in the idx format, in which Fashion-MNIST is published. */
final class Idx {
  static final int MAX_DIMENSIONS = 4;
  static final int MAX_BYTES = 256 << 20;

  private static final int UNSIGNED_BYTE = 0x08;

  private final int[] dimensions;
  private final byte[] values;

  private Idx(int[] dimensions, byte[] values) {
    this.dimensions = dimensions;
    this.values = values;
  }

  /** Reads a gzipped file; a damaged one is named in the exception. */
  static Idx read(Path file) throws IOException {
    try (var in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return parse(in);
    } catch (EOFException e) {
      throw new IOException(file + ": the file is cut short", e);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Idx parse(InputStream in) throws IOException {
    var data = new DataInputStream(in);
    var dimensions = dimensions(data, rank(data.readInt()));
    var values = new byte[volume(dimensions)];
    data.readFully(values);
    if (data.read() >= 0) {
      throw new IOException(
          "more data than its header says (expected: " + values.length + " values)");
    }
    return new Idx(dimensions, values);
  }

  private static int rank(int magic) throws IOException {
    int type = magic >>> 8;
    int rank = magic & 0xff;
    if (type != UNSIGNED_BYTE || rank < 1 || rank > MAX_DIMENSIONS) {
      throw new IOException(
          "starts with 0x%08x (expected: 0x000008NN, NN in 1..%d)"
              .formatted(magic, MAX_DIMENSIONS));
    }
    return rank;
  }

  private static int[] dimensions(DataInputStream data, int rank) throws IOException {
    var dimensions = new int[rank];
    for (int i = 0; i < rank; i++) {
      dimensions[i] = data.readInt();
    }
    return dimensions;
  }

  /** Judged before anything is allocated: a damaged header must not ask for gigabytes. */
  private static int volume(int[] dimensions) throws IOException {
    long volume = 1;
    for (int dimension : dimensions) {
      if (dimension < 1 || dimension > MAX_BYTES / volume) {
        throw new IOException(
            "dimensions "
                + Arrays.toString(dimensions)
                + " (expected: 1.."
                + MAX_BYTES
                + " values)");
      }
      volume *= dimension;
    }
    return (int) volume;
  }

  int[] dimensions() {
    return dimensions.clone();
  }

  byte[] values() {
    return values.clone();
  }
}
