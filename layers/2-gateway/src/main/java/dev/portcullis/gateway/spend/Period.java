package dev.portcullis.gateway.spend;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A length of time that a quota lasts, by name or in hours, counted from the epoch: a day begins at
 * midnight UTC, a month has thirty days, and no calendar is asked.
 */
record Period(Duration length) {

  private static final Map<String, Duration> NAMED = new LinkedHashMap<>();
  private static final int MAX_HOUR_DIGITS = 5;

  static {
    NAMED.put("hour", Duration.ofHours(1));
    NAMED.put("day", Duration.ofDays(1));
    NAMED.put("week", Duration.ofDays(7));
    NAMED.put("month", Duration.ofDays(30));
  }

  Period {
    if (length.toHours() < 1 || !length.equals(Duration.ofHours(length.toHours()))) {
      throw new IllegalArgumentException("period: " + length + " (expected: whole hours)");
    }
  }

  static Period named(String name) {
    return parse(name);
  }

  /** The period that a text such as {@code day} or {@code 6h} stands for. */
  static Period parse(String text) {
    var named = NAMED.get(text);
    return named == null ? new Period(hours(text)) : new Period(named);
  }

  private static Duration hours(String text) {
    var digits = text.endsWith("h") ? text.substring(0, text.length() - 1) : "";
    if (digits.isEmpty()
        || digits.length() > MAX_HOUR_DIGITS
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(
          "`" + text + "` (expected: hour, day, week, month, or hours such as 6h)");
    }
    return Duration.ofHours(Long.parseLong(digits));
  }

  /** Which of its repetitions this is. */
  long indexAt(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), length.toSeconds());
  }

  /** When that repetition is over. */
  Instant endOf(long index) {
    return Instant.ofEpochSecond((index + 1) * length.toSeconds());
  }

  /** As configuration writes it. */
  @Override
  public String toString() {
    return NAMED.entrySet().stream()
        .filter(named -> named.getValue().equals(length))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> length.toHours() + "h");
  }
}
