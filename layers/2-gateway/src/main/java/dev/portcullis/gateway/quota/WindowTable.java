package dev.portcullis.gateway.quota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sliding windows in rows of {@code long}s, found by fingerprint. Guarded by its shard's lock.
 *
 * <p>A row is the fingerprint, the time when its last unit is let go, and a ring of {@link
 * SubWindows#RING} counts: 32 bits each in a narrow table, 64 in a wide one. A narrow row is 80
 * bytes; with its place in the index a window costs under 100. Rows lie in chunks, so that growing
 * copies nothing but the index. No row is taken from a live window: when all {@code maxRows} are
 * live a new key is told so, and its caller denied.
 */
final class WindowTable {

  /** Whether a table's counts are narrow or wide. */
  enum Width {
    /** Counts up to 2³¹ - 1. */
    NARROW(2),
    /** Counts up to 2⁶³ - 1. */
    WIDE(1);

    private final int perWord;

    Width(int perWord) {
      this.perWord = perWord;
    }

    static Width of(long units) {
      return units <= Integer.MAX_VALUE ? NARROW : WIDE;
    }
  }

  /** No row. */
  static final int ABSENT = -1;

  private static final int ROWS_PER_CHUNK = 128;
  private static final int FINGERPRINT = 0;
  private static final int FREE_AT = 1;
  private static final int COUNTS = 2;

  /** Rows looked at for one whose window has passed, each time a row is needed. */
  private static final int SWEEP_ROWS = 16;

  private final int perWord;
  private final int stride;
  private final int maxRows;
  private final List<long[]> chunks = new ArrayList<>();
  private int[] index = new int[64];
  private int rows;
  private int live;
  private int hand;

  WindowTable(Width width, int maxRows) {
    this.perWord = width.perWord;
    this.stride = COUNTS + SubWindows.RING / perWord;
    this.maxRows = maxRows;
  }

  /** The row of this window, brought up to {@code now}; or {@link #ABSENT}. */
  int find(long fingerprint, long step, long now) {
    int row = index[slot(fingerprint)] - 1;
    if (row != ABSENT) {
      advance(row, now / step, step);
    }
    return row;
  }

  /** An empty row for a window that was not found. */
  int insert(long fingerprint, long step, long now) {
    int row = sweep(now);
    if (row == ABSENT) {
      row = grow();
    }
    Arrays.fill(chunks.get(row / ROWS_PER_CHUNK), base(row), base(row) + stride, 0);
    set(row, FINGERPRINT, fingerprint);
    set(row, FREE_AT, SubWindows.freeAt(now / step, step));
    index[slot(fingerprint)] = row + 1;
    live++;
    return row;
  }

  /** All units that the window counts. */
  long sum(int row) {
    var chunk = chunks.get(row / ROWS_PER_CHUNK);
    int base = base(row) + COUNTS;
    long sum = 0;
    for (int i = 0; i < SubWindows.RING; i++) {
      sum += count(chunk, base, i);
    }
    return sum;
  }

  /** Adds units to a sub-window of the ring; fewer than none takes them away, down to none. */
  void add(int row, long subWindow, long units) {
    var chunk = chunks.get(row / ROWS_PER_CHUNK);
    int base = base(row) + COUNTS;
    int place = place(subWindow);
    long count = Math.max(0, count(chunk, base, place) + units);
    if (perWord == 1) {
      chunk[base + place] = count;
    } else {
      int shift = (place & 1) * 32;
      int word = base + place / 2;
      chunk[word] = (chunk[word] & ~(0xffffffffL << shift)) | (count << shift);
    }
  }

  /** Units of a sub-window of the ring. */
  long count(int row, long subWindow) {
    return count(chunks.get(row / ROWS_PER_CHUNK), base(row) + COUNTS, place(subWindow));
  }

  /** The newest sub-window that the row has seen. */
  long newest(int row, long step) {
    return get(row, FREE_AT) / step - SubWindows.RING;
  }

  int live() {
    return live;
  }

  private long count(long[] chunk, int base, int place) {
    return perWord == 1
        ? chunk[base + place]
        : (chunk[base + place / 2] >>> ((place & 1) * 32)) & 0xffffffffL;
  }

  private void advance(int row, long subWindow, long step) {
    long newest = newest(row, step);
    if (subWindow <= newest) {
      return;
    }
    for (long n = Math.max(newest, subWindow - SubWindows.RING) + 1; n <= subWindow; n++) {
      add(row, n, -count(row, n));
    }
    set(row, FREE_AT, SubWindows.freeAt(subWindow, step));
  }

  /** A row whose window has passed, taken out of the index; or {@link #ABSENT}. */
  private int sweep(long now) {
    for (int i = Math.min(SWEEP_ROWS, rows); i > 0; i--) {
      hand = hand + 1 < rows ? hand + 1 : 0;
      if (get(hand, FREE_AT) <= now) {
        remove(slot(get(hand, FINGERPRINT)));
        return hand;
      }
    }
    return ABSENT;
  }

  private int grow() {
    if (rows == maxRows) {
      throw new CountersFullException(maxRows);
    }
    if (rows == chunks.size() * ROWS_PER_CHUNK) {
      chunks.add(new long[ROWS_PER_CHUNK * stride]);
    }
    if (4 * (live + 1) > 3 * index.length) {
      var old = index;
      index = new int[2 * old.length];
      for (int entry : old) {
        if (entry != 0) {
          index[slot(get(entry - 1, FINGERPRINT))] = entry;
        }
      }
    }
    return rows++;
  }

  /** Where the fingerprint stands in the index, or would stand. */
  private int slot(long fingerprint) {
    int mask = index.length - 1;
    int slot = home(fingerprint) & mask;
    while (index[slot] != 0 && get(index[slot] - 1, FINGERPRINT) != fingerprint) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Empties a slot and moves up those behind it, so that a search meets no gap. */
  private void remove(int emptied) {
    int mask = index.length - 1;
    int gap = emptied;
    index[gap] = 0;
    live--;
    for (int slot = (gap + 1) & mask; index[slot] != 0; slot = (slot + 1) & mask) {
      int home = home(get(index[slot] - 1, FINGERPRINT)) & mask;
      if (((slot - home) & mask) >= ((slot - gap) & mask)) {
        index[gap] = index[slot];
        index[slot] = 0;
        gap = slot;
      }
    }
  }

  private static int home(long fingerprint) {
    return (int) (fingerprint ^ (fingerprint >>> 32));
  }

  private static int place(long subWindow) {
    return (int) (subWindow & (SubWindows.RING - 1));
  }

  private int base(int row) {
    return row % ROWS_PER_CHUNK * stride;
  }

  private long get(int row, int field) {
    return chunks.get(row / ROWS_PER_CHUNK)[base(row) + field];
  }

  private void set(int row, int field, long value) {
    chunks.get(row / ROWS_PER_CHUNK)[base(row) + field] = value;
  }
}
