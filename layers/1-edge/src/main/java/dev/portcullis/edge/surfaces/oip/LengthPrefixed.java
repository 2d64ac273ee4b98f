package dev.portcullis.edge.surfaces.oip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Elements of datatype BYTES: each behind its length in four bytes, little-endian. */
final class LengthPrefixed {

  /** What {@link #count} says of bytes that are no such elements. */
  static final long BROKEN = -1;

  private LengthPrefixed() {}

  /** How many elements the bytes are, to the last byte. */
  static long count(ByteBuffer bytes) {
    var rest = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long count = 0;
    while (rest.hasRemaining()) {
      int length = rest.remaining() < Integer.BYTES ? -1 : rest.getInt();
      if (length < 0 || length > rest.remaining()) {
        return BROKEN;
      }
      rest.position(rest.position() + length);
      count++;
    }
    return count;
  }
}
