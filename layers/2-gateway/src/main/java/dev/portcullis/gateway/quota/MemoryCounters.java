package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.port.Counters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Counters of this process.
 *
 * <p>Never more than the limit is admitted in any window, and whatever an exact count over a window
 * one fifteenth longer would admit is admitted. Windows of a key are counted apart by their length,
 * not by their limit, so a limit that is raised or lowered keeps its count.
 *
 * <p>Keys are spread over shards by their hash, each with a lock; a take of several keys locks the
 * shards it needs in one order, so it takes from all or from none and nobody sees it half done. It
 * never waits for anything else: what it returns is complete.
 */
public final class MemoryCounters implements Counters {

  /** Windows, and so rows of under 100 bytes, that are kept at most unless said otherwise. */
  public static final int DEFAULT_MAX_WINDOWS = 4_000_000;

  private static final int SHARD_BITS = 6;
  private static final int SHARDS = 1 << SHARD_BITS;

  private final KeyHash hash = KeyHash.random();
  private final Shard[] shards = new Shard[SHARDS];
  private final LongSupplier nanoClock;
  private final long origin;

  /**
   * Makes empty counters.
   *
   * @param maxWindows windows kept at most; each key has one for every length it is limited over
   * @param nanoClock a clock that never goes back, such as {@code System::nanoTime}
   */
  public MemoryCounters(int maxWindows, LongSupplier nanoClock) {
    if (maxWindows < SHARDS) {
      throw new IllegalArgumentException(
          "max windows: " + maxWindows + " (expected: >= " + SHARDS + ")");
    }
    this.nanoClock = nanoClock;
    this.origin = nanoClock.getAsLong();
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard(maxWindows / SHARDS);
    }
  }

  @Override
  public CompletionStage<Taken> take(List<Charge> charges) {
    try {
      return CompletableFuture.completedStage(takeNow(charges));
    } catch (CountersFullException full) {
      return CompletableFuture.failedStage(full);
    }
  }

  /** Windows that are kept now, passed ones among them until their rows are needed. */
  public long windows() {
    long windows = 0;
    for (var shard : shards) {
      shard.lock.lock();
      try {
        windows += shard.windows();
      } finally {
        shard.lock.unlock();
      }
    }
    return windows;
  }

  Taken takeNow(List<Charge> charges) {
    return takeNow(charges, 1);
  }

  /** Takes as one of so many nodes, each of which has an equal share of every limit. */
  Taken takeNow(List<Charge> charges, int nodes) {
    var ids = ids(charges);
    long held = lock(ids);
    try {
      long now = now();
      int fitting = addAll(charges, ids, now, nodes);
      if (fitting == ids.length) {
        return report(charges, ids, now, nodes).admitted(() -> refund(charges, ids, now));
      }
      removeFirst(fitting, charges, ids, now);
      return report(charges, ids, now, nodes).exceeded();
    } finally {
      unlock(held);
    }
  }

  private CompletionStage<Void> refund(List<Charge> charges, long[] ids, long at) {
    long held = lock(ids);
    try {
      removeFirst(ids.length, charges, ids, at);
      return CompletableFuture.completedStage(null);
    } finally {
      unlock(held);
    }
  }

  /** Adds charge by charge; returns how many fitted into all their windows before one did not. */
  private int addAll(List<Charge> charges, long[] ids, long now, int nodes) {
    int fitting = 0;
    try {
      while (fitting < ids.length
          && shard(ids[fitting]).add(charges.get(fitting), ids[fitting], now, nodes)) {
        fitting++;
      }
      return fitting;
    } catch (CountersFullException full) {
      removeFirst(fitting, charges, ids, now);
      throw full;
    }
  }

  private void removeFirst(int count, List<Charge> charges, long[] ids, long at) {
    long now = now();
    for (int i = 0; i < count; i++) {
      shard(ids[i]).remove(charges.get(i), ids[i], at, now);
    }
  }

  private Tally report(List<Charge> charges, long[] ids, long now, int nodes) {
    var tally = new Tally();
    for (int i = 0; i < ids.length; i++) {
      shard(ids[i]).report(charges.get(i), ids[i], now, nodes, tally);
    }
    return tally;
  }

  private long[] ids(List<Charge> charges) {
    var ids = new long[charges.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = hash.of(charges.get(i).key());
    }
    return ids;
  }

  /** Locks the shards of these ids, lowest first so that two takes never wait for each other. */
  private long lock(long[] ids) {
    long wanted = 0;
    for (long id : ids) {
      wanted |= 1L << shardOf(id);
    }
    for (long rest = wanted; rest != 0; rest &= rest - 1) {
      shards[Long.numberOfTrailingZeros(rest)].lock.lock();
    }
    return wanted;
  }

  private void unlock(long held) {
    for (long rest = held; rest != 0; rest &= rest - 1) {
      shards[Long.numberOfTrailingZeros(rest)].lock.unlock();
    }
  }

  private Shard shard(long id) {
    return shards[shardOf(id)];
  }

  private static int shardOf(long id) {
    return (int) (id >>> (Long.SIZE - SHARD_BITS));
  }

  /** Nanoseconds since these counters were made. */
  long now() {
    return nanoClock.getAsLong() - origin;
  }
}
