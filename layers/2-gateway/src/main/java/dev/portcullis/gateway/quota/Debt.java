package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.port.Counters.Charge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a gateway admitted on a key by itself, and shared counters don't know yet: units by window
 * and sub-window, as far as the windows reach.
 */
record Debt(Map<Cell, Long> units) {

  /** A sub-window of the windows of one length, on this process's clock. */
  record Cell(Duration window, long subWindow) {

    static Cell at(Duration window, long now) {
      return new Cell(window, now / SubWindows.stepNanos(window));
    }

    boolean isPassed(long now) {
      return SubWindows.freeAt(subWindow, SubWindows.stepNanos(window)) <= now;
    }

    /** How long ago its last moment was: later than any unit in it, so none is let go early. */
    long ageMillis(long now) {
      long end = (subWindow + 1) * SubWindows.stepNanos(window);
      return Math.max(0, now - end) / SubWindows.NANOS_PER_MILLI;
    }
  }

  Debt {
    units = Map.copyOf(units);
  }

  static Debt of(Charge charge, long now) {
    var units = new HashMap<Cell, Long>();
    charge
        .limits()
        .forEach(limit -> units.merge(Cell.at(limit.window(), now), charge.units(), Long::sum));
    return new Debt(units);
  }

  /** Both, without what the windows have passed. */
  Debt plus(Debt other, long now) {
    var sum = new HashMap<>(units);
    other.units.forEach((cell, more) -> sum.merge(cell, more, Long::sum));
    sum.keySet().removeIf(cell -> cell.isPassed(now));
    return new Debt(sum);
  }

  /** What is left when that was repaid. */
  Debt minus(Debt repaid) {
    var rest = new HashMap<>(units);
    repaid.units.forEach((cell, less) -> rest.merge(cell, -less, Long::sum));
    rest.values().removeIf(left -> left <= 0);
    return new Debt(rest);
  }

  List<Duration> windows() {
    return units.keySet().stream().map(Cell::window).distinct().toList();
  }

  /**
   * What {@code repay.lua} wants: the length of a sub-window in ms, then pairs of age and units.
   */
  String[] arguments(Duration window, long now) {
    var arguments = new ArrayList<String>();
    arguments.add(Long.toString(SubWindows.stepMillis(window)));
    units.forEach((cell, owed) -> {
      if (cell.window().equals(window) && !cell.isPassed(now)) {
        arguments.add(Long.toString(cell.ageMillis(now)));
        arguments.add(Long.toString(owed));
      }
    });
    return arguments.toArray(String[]::new);
  }
}
