package dev.portcullis.edge.http;

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

  /** Whether so many bytes would be admitted now. */
  boolean hasRoomFor(long more) {
    return more <= maxBytes - bytes.get();
  }

  Hold hold() {
    return new Hold();
  }

  /** What one exchange holds: its loop and the worker that parses for it may both take more. */
  final class Hold {
    private long held;
    private State state = State.HELD;

    private enum State {
      HELD,
      RELEASED
    }

    /** Takes so many more, or none; none, too, for an exchange that is over. */
    synchronized boolean grow(long more) {
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

    /** Gives back all of it; once is enough, twice does no harm. */
    synchronized void release() {
      state = State.RELEASED;
      bytes.addAndGet(-held);
      held = 0;
    }
  }
}
