package dev.portcullis.edge.bytes;

import dev.portcullis.kernel.port.Memory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of bodies that are held at once, over all connections: past it, no more. The
 * last quarter is for those who hold little, so that a few large answers that nobody takes do not
 * keep small requests, which most are, from being answered.
 */
public final class InFlight {
  /** Up to this much is little. */
  static final long SMALL_BYTES = 64 * 1024;

  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();

  public InFlight(long maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("bytes in flight: " + maxBytes + " (expected: >= 1)");
    }
    this.maxBytes = maxBytes;
  }

  /** Bytes held now. */
  public long bytes() {
    return bytes.get();
  }

  /** Holds nothing yet. */
  public Hold hold() {
    return new Hold();
  }

  /** What one exchange holds: its loop and the worker that parses for it may both take more. */
  public final class Hold implements Memory {
    private long held;
    private State state = State.HELD;

    private enum State {
      HELD,
      RELEASED
    }

    private Hold() {}

    /** Whether so many more would be admitted now. */
    public synchronized boolean hasRoomFor(long more) {
      return more <= bound(more) - bytes.get();
    }

    /** Bytes that it holds. */
    public synchronized long held() {
      return held;
    }

    /** Takes so many more, or none; none, too, for an exchange that is over. */
    @Override
    public synchronized boolean take(long more) {
      if (state == State.RELEASED) {
        return false;
      }
      if (bytes.addAndGet(more) > bound(more)) {
        bytes.addAndGet(-more);
        return false;
      }
      held += more;
      return true;
    }

    @Override
    public synchronized void giveBack(long fewer) {
      var given = Math.min(fewer, held);
      bytes.addAndGet(-given);
      held -= given;
    }

    /** Holds so many in place of what it held; where there is no room, what it held before. */
    public synchronized boolean become(long total) {
      if (total > held) {
        return take(total - held);
      }
      giveBack(held - total);
      return true;
    }

    private long bound(long more) {
      return held + more <= SMALL_BYTES ? maxBytes : maxBytes - maxBytes / 4;
    }

    /** Gives back all of it; once is enough, twice does no harm. */
    public synchronized void release() {
      state = State.RELEASED;
      giveBack(held);
    }
  }
}
