package dev.portcullis.edge.bytes;

import dev.portcullis.kernel.port.Memory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A body that comes in pieces: bounded, and taken from memory before it is kept. */
public final class Gathering {
  /** Length of a body that announces none. */
  public static final long UNKNOWN = -1;

  /** A body that dribbles in costs this: slow senders must not fill what all of them share. */
  private static final int FIRST_BYTES = 2 * 1024;

  /** Memory grows in steps of this factor, so a length that is only announced costs an eighth. */
  private static final int GROWTH = 8;

  private static final byte[] NOTHING = {};

  private final Memory memory;
  private final long maxBytes;
  private final long announced;
  private byte[] bytes = NOTHING;
  private int size;
  private long taken;

  /** What became of a piece. */
  public enum Step {
    KEPT,
    TOO_LARGE,
    NO_ROOM
  }

  /**
   * A body of which nothing has come.
   *
   * @param announced its length, or {@link #UNKNOWN}
   */
  public Gathering(Memory memory, long maxBytes, long announced) {
    this.memory = memory;
    this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - 8);
    this.announced = announced;
  }

  /** Bytes that have come. */
  public int size() {
    return size;
  }

  /** What has come, as one. */
  public ByteBuffer whole() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  /** Lets go of what has come. What was taken for it is given back by whoever ends the exchange. */
  public void drop() {
    bytes = NOTHING;
  }

  /** Takes all that is announced at once: for senders that are trusted to send it. */
  public Step reserve() {
    if (announced > maxBytes) {
      return Step.TOO_LARGE;
    }
    return take(Math.max(0, announced)) ? Step.KEPT : Step.NO_ROOM;
  }

  /** Adds a piece. */
  public Step add(Buffer piece) {
    var length = piece.length();
    if (size + (long) length > maxBytes) {
      return Step.TOO_LARGE;
    }
    if (size == 0 && length == announced) {
      return keep(piece);
    }
    if (!makeRoom(size + length)) {
      return Step.NO_ROOM;
    }
    piece.getBytes(bytes, size);
    size += length;
    return Step.KEPT;
  }

  /** A body that came in one piece is not copied again. */
  private Step keep(Buffer piece) {
    if (!take(piece.length())) {
      return Step.NO_ROOM;
    }
    size = piece.length();
    var buffer = ((BufferInternal) piece).getByteBuf();
    if (buffer.hasArray() && buffer.arrayOffset() + buffer.readerIndex() == 0) {
      bytes = buffer.array();
    } else {
      bytes = piece.getBytes();
    }
    return Step.KEPT;
  }

  private boolean makeRoom(int needed) {
    if (needed <= bytes.length) {
      return true;
    }
    var grown = Math.max(Math.max(FIRST_BYTES, taken), (long) bytes.length * GROWTH);
    var bound = announced == UNKNOWN ? maxBytes : announced;
    var capacity = (int) Math.max(needed, Math.min(grown, bound));
    if (!take(capacity)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, capacity);
    return true;
  }

  /** Takes what is missing of a total. */
  private boolean take(long total) {
    if (total > taken) {
      if (!memory.take(total - taken)) {
        return false;
      }
      taken = total;
    }
    return true;
  }
}
