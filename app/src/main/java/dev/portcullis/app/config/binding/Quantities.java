package dev.portcullis.app.config.binding;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Durations and sizes as people write them, exact in both directions. */
public final class Quantities {

  private static final Map<String, Long> NANOS_OF = new LinkedHashMap<>();
  private static final Map<String, Long> BYTES_OF = new LinkedHashMap<>();

  // The largest unit first: the first that divides a value is the one it is written in.
  static {
    NANOS_OF.put("d", 86_400_000_000_000L);
    NANOS_OF.put("h", 3_600_000_000_000L);
    NANOS_OF.put("m", 60_000_000_000L);
    NANOS_OF.put("s", 1_000_000_000L);
    NANOS_OF.put("ms", 1_000_000L);
    NANOS_OF.put("us", 1_000L);
    NANOS_OF.put("ns", 1L);
    BYTES_OF.put("GiB", 1L << 30);
    BYTES_OF.put("MiB", 1L << 20);
    BYTES_OF.put("KiB", 1L << 10);
    BYTES_OF.put("GB", 1_000_000_000L);
    BYTES_OF.put("MB", 1_000_000L);
    BYTES_OF.put("KB", 1_000L);
    BYTES_OF.put("B", 1L);
  }

  private static final Set<String> ZERO_UNITS = Set.of("s", "B");

  private Quantities() {}

  /**
   * The duration that a text such as {@code 60s} stands for.
   *
   * @throws IllegalArgumentException where it stands for none
   */
  public static Duration duration(String text) {
    return Duration.ofNanos(amount(text, NANOS_OF));
  }

  /**
   * How many bytes a text such as {@code 1MiB} stands for; a bare number is bytes.
   *
   * @throws IllegalArgumentException where it stands for none
   */
  public static long bytes(String text) {
    return amount(isDigit(text, text.length() - 1) ? text + "B" : text, BYTES_OF);
  }

  public static String text(Duration duration) {
    return text(duration.toNanos(), NANOS_OF);
  }

  public static String text(long bytes) {
    return text(bytes, BYTES_OF);
  }

  private static long amount(String text, Map<String, Long> units) {
    var digits = 0;
    while (isDigit(text, digits)) {
      digits++;
    }
    var factor = units.get(text.substring(digits).strip());
    if (digits == 0 || digits > 18 || factor == null) {
      throw new IllegalArgumentException("not a quantity");
    }
    try {
      return Math.multiplyExact(Long.parseLong(text.substring(0, digits)), factor);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("too large a quantity", e);
    }
  }

  private static boolean isDigit(String text, int index) {
    return index >= 0
        && index < text.length()
        && Character.digit(text.charAt(index), 10) >= 0
        && text.charAt(index) < 128;
  }

  private static String text(long value, Map<String, Long> units) {
    for (var unit : units.entrySet()) {
      if (value != 0 && value % unit.getValue() == 0) {
        return value / unit.getValue() + unit.getKey();
      }
    }
    return "0" + units.keySet().stream().filter(ZERO_UNITS::contains).findFirst().orElse("");
  }
}
