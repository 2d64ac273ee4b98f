package dev.portcullis.edge.http.framing;

import io.netty.buffer.ByteBuf;

/**
 * Follows a chunked body: a plain hexadecimal size, CR LF, so many bytes, CR LF, and the same to a
 * chunk of size 0. No extension, no trailer.
 */
final class ChunkParser {
  private static final int MAX_SIZE_DIGITS = 8;

  private enum At {
    SIZE,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    LAST_CR,
    LAST_LF,
    DONE,
    REFUSED
  }

  private At at = At.SIZE;
  private String wrong = "";
  private long size;
  private int digits;

  void reset() {
    at = At.SIZE;
    size = 0;
    digits = 0;
  }

  boolean isDone() {
    return at == At.DONE;
  }

  /** What is wrong, empty as long as nothing is. */
  String wrong() {
    return at == At.REFUSED ? wrong : "";
  }

  /** Follows the bytes from an index on; gives the index after the last byte that it took. */
  int follow(ByteBuf bytes, int from) {
    var index = from;
    while (index < bytes.writerIndex() && at != At.DONE && at != At.REFUSED) {
      if (at == At.DATA) {
        var skipped = Math.min(size, bytes.writerIndex() - index);
        size -= skipped;
        index += (int) skipped;
        at = size == 0 ? At.DATA_CR : At.DATA;
      } else {
        at = next(bytes.getByte(index++));
      }
    }
    return index;
  }

  private At next(byte b) {
    return switch (at) {
      case SIZE -> b == Octets.CR ? endOfSize() : digit(b);
      case SIZE_LF -> expect(b, Octets.LF, size == 0 ? At.LAST_CR : At.DATA);
      case DATA_CR -> expect(b, Octets.CR, At.DATA_LF);
      case DATA_LF -> expect(b, Octets.LF, startOfSize());
      case LAST_CR -> b == Octets.CR ? At.LAST_LF : refuse("trailer");
      case LAST_LF -> expect(b, Octets.LF, At.DONE);
      case DATA, DONE, REFUSED -> at;
    };
  }

  private At startOfSize() {
    digits = 0;
    return At.SIZE;
  }

  private At digit(byte b) {
    var value = Octets.hex(b);
    if (value < 0) {
      return refuse("chunk size or extension");
    }
    size = digits == 0 ? value : size * 16 + value;
    return ++digits > MAX_SIZE_DIGITS || size > Integer.MAX_VALUE
        ? refuse("chunk size out of bounds")
        : At.SIZE;
  }

  private At endOfSize() {
    return digits == 0 ? refuse("chunk without a size") : At.SIZE_LF;
  }

  private At expect(byte b, byte expected, At then) {
    return b == expected ? then : refuse("chunk not followed by CR LF");
  }

  private At refuse(String what) {
    wrong = what;
    return At.REFUSED;
  }
}
