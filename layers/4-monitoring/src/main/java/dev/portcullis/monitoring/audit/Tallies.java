package dev.portcullis.monitoring.audit;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many refusals of each group wait to be written down, and how many may be kept whole.
 *
 * <p>Bounded whatever comes: a group that there is no room for is counted with all others of its
 * reason and route, so the counts stay exact where the networks are lost. Locks are held for a few
 * instructions.
 */
final class Tallies {

  /** Groups that are told apart in one summary. */
  static final int MAX_GROUPS = 64;

  /** Refusals of one group that are kept whole in each {@link #WHOLE_WINDOW}. */
  static final int MAX_WHOLE_OF_A_GROUP = 16;

  /** Refusals of all groups that are kept whole in each {@link #WHOLE_WINDOW}. */
  static final int MAX_WHOLE = 512;

  static final Duration WHOLE_WINDOW = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private final Map<Group, Tally> waiting = new HashMap<>();
  private final Map<Group, Integer> whole = new HashMap<>();
  private long windowBeganNanos;
  private int wholeInWindow;
  private boolean closed;

  Tallies(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.windowBeganNanos = nanoTime.getAsLong();
  }

  /** Whether the next refusal of this group is to be kept whole; a yes is used up. */
  synchronized boolean grantsWhole(Group group) {
    long now = nanoTime.getAsLong();
    if (now - windowBeganNanos >= WHOLE_WINDOW.toNanos()) {
      windowBeganNanos = now;
      wholeInWindow = 0;
      whole.clear();
    }
    if (wholeInWindow == MAX_WHOLE || whole.getOrDefault(group, 0) == MAX_WHOLE_OF_A_GROUP) {
      return false;
    }
    wholeInWindow++;
    whole.merge(group, 1, Integer::sum);
    return true;
  }

  /** Counts refusals until the next drain; says whether they were taken, as until the end. */
  synchronized boolean add(Tally tally) {
    if (closed) {
      return false;
    }
    var group = tally.group();
    boolean hasRoom = waiting.containsKey(group) || waiting.size() < MAX_GROUPS;
    var counted = hasRoom ? tally : tally.in(group.elsewhere());
    waiting.merge(counted.group(), counted, Tally::plus);
    return true;
  }

  /** Hands over what waits. */
  synchronized List<Tally> drain() {
    var drained = List.copyOf(waiting.values());
    waiting.clear();
    return drained;
  }

  /** Hands over what waits, and takes no more. */
  synchronized List<Tally> close() {
    closed = true;
    return drain();
  }
}
