package dev.portcullis.edge.bytes;

import dev.portcullis.kernel.port.Memory;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of bodies that are held at once, over all connections: past it, no more. */
public final class InFlight {
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
    public boolean hasRoomFor(long more) {
      return more <= maxBytes - bytes.get();
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
      if (bytes.addAndGet(more) > maxBytes) {
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

    /** Gives back all of it; once is enough, twice does no harm. */
    public synchronized void release() {
      state = State.RELEASED;
      giveBack(held);
    }
  }
}
