package dev.portcullis.bench.process;

import java.time.Duration;

/**
 * A line of {@code /proc/PID/stat}.
 *
 * @param cpu user and system time of all its threads, also those that have ended
 */
record ProcStat(long pid, long parent, Duration cpu) {

  // The kernel shows times in units of USER_HZ, which is 100 on every Linux that runs a JDK.
  private static final Duration TICK = Duration.ofMillis(10);

  // Positions after the name, counted from 0: state, parent, ...
  private static final int PARENT = 1;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  static ProcStat parse(String line) {
    int open = line.indexOf('(');
    // A name may hold spaces and parentheses itself, so it ends at the last one.
    int close = line.lastIndexOf(')');
    if (open < 0 || close < open) {
      throw new IllegalArgumentException("stat: `" + line + "` (expected: PID (NAME) STATE ...)");
    }
    var fields = line.substring(close + 1).strip().split(" ", -1);
    if (fields.length <= SYSTEM_TICKS) {
      throw new IllegalArgumentException(
          "stat: " + fields.length + " fields (expected: 13 or more)");
    }
    long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    return new ProcStat(
        Long.parseLong(line.substring(0, open).strip()),
        Long.parseLong(fields[PARENT]),
        TICK.multipliedBy(ticks));
  }
}
