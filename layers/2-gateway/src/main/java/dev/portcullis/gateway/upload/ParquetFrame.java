package dev.portcullis.gateway.upload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Apache Parquet's mark at both ends, and a footer that fits between them. */
final class ParquetFrame implements Frame {

  /** {@code PAR1}, little-endian. Encrypted footers have another mark, and are not taken. */
  private static final int MARK = 0x31524150;

  private static final int MARK_BYTES = 4;
  private static final int LENGTH_BYTES = 4;
  private static final int LEAST_BYTES = 2 * MARK_BYTES + LENGTH_BYTES + 1;

  @Override
  public Optional<String> missing(ByteBuffer data) {
    var bytes = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    var size = bytes.limit();
    if (size < LEAST_BYTES || bytes.getInt(0) != MARK || bytes.getInt(size - MARK_BYTES) != MARK) {
      return Optional.of("PAR1 at both ends");
    }
    var footer = bytes.getInt(size - MARK_BYTES - LENGTH_BYTES);
    return footer > 0 && footer <= size - LEAST_BYTES + 1
        ? Optional.empty()
        : Optional.of("a footer that fits between the marks");
  }
}
