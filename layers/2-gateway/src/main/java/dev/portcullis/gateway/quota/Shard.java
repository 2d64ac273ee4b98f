package dev.portcullis.gateway.quota;

import dev.portcullis.gateway.quota.WindowTable.Width;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import java.util.concurrent.locks.ReentrantLock;

/** The windows of some of the keys. Whoever calls holds its lock. */
final class Shard {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  final ReentrantLock lock = new ReentrantLock();
  private final WindowTable narrow;
  private final WindowTable wide;

  Shard(int maxWindows) {
    this.narrow = new WindowTable(Width.NARROW, maxWindows);
    // A wide row takes nearly twice the room, and limits beyond 2³¹ are rare.
    this.wide = new WindowTable(Width.WIDE, Math.ceilDiv(maxWindows, 2));
  }

  /** Adds a charge to all its windows, or to none where one has no room for it. */
  boolean add(Charge charge, long id, long now, int nodes) {
    for (var limit : charge.limits()) {
      if (charge.units() > limit.units() / nodes - used(limit, id, now)) {
        return false;
      }
    }
    for (var limit : charge.limits()) {
      var table = table(limit);
      long step = SubWindows.stepNanos(limit.window());
      int row = table.find(fingerprint(id, limit), step, now);
      table.add(row, table.newest(row, step), charge.units());
    }
    return true;
  }

  /** Takes away what was added at that time, from the windows that still count it. */
  void remove(Charge charge, long id, long at, long now) {
    for (var limit : charge.limits()) {
      var table = table(limit);
      long step = SubWindows.stepNanos(limit.window());
      int row = table.find(fingerprint(id, limit), step, now);
      if (row != WindowTable.ABSENT && at / step > table.newest(row, step) - SubWindows.RING) {
        table.add(row, at / step, -charge.units());
      }
    }
  }

  /** Tells what is left of the charge's windows, and how long it would have to wait for room. */
  void report(Charge charge, long id, long now, int nodes, Tally tally) {
    for (var limit : charge.limits()) {
      var table = table(limit);
      long units = limit.units() / nodes;
      long step = SubWindows.stepNanos(limit.window());
      int row = table.find(fingerprint(id, limit), step, now);
      if (row == WindowTable.ABSENT) {
        tally.window(limit, units, 0, 0);
      } else {
        long used = table.sum(row);
        tally.window(limit, units, used, untilFree(table, row, step, now, 1));
        tally.full(untilFree(table, row, step, now, used - (units - charge.units())));
      }
      if (charge.units() > units) {
        tally.full(Long.MAX_VALUE);
      }
    }
  }

  int windows() {
    return narrow.live() + wide.live();
  }

  /** Units that the window counts; it gets its row here. */
  private long used(Limit limit, long id, long now) {
    var table = table(limit);
    long step = SubWindows.stepNanos(limit.window());
    long fingerprint = fingerprint(id, limit);
    int row = table.find(fingerprint, step, now);
    if (row == WindowTable.ABSENT) {
      row = table.insert(fingerprint, step, now);
    }
    return table.sum(row);
  }

  /** How long until so many units are let go; no time where there are none to let go. */
  private static long untilFree(WindowTable table, int row, long step, long now, long units) {
    long newest = table.newest(row, step);
    long freed = 0;
    long freeAt = now;
    for (long n = newest - SubWindows.PER_WINDOW; n <= newest && freed < units; n++) {
      long count = table.count(row, n);
      if (count > 0) {
        freed += count;
        freeAt = SubWindows.freeAt(n, step);
      }
    }
    return Math.max(0, freeAt - now);
  }

  private WindowTable table(Limit limit) {
    return switch (Width.of(limit.units())) {
      case NARROW -> narrow;
      case WIDE -> wide;
    };
  }

  private static long fingerprint(long id, Limit limit) {
    long mixed = (id ^ SubWindows.lengthNanos(limit.window())) * GOLDEN;
    return mixed ^ (mixed >>> 29);
  }
}
