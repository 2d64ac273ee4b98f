package dev.portcullis.gateway.fetch;

import java.time.Duration;
import java.util.List;

/**
 * Within which bounds pictures are fetched. Where they may be fetched from is the egress's to say.
 *
 * @param maxPictures addresses in one call
 * @param maxBytes largest picture
 * @param deadline for all of a call's pictures
 * @param maxWaiting calls that may wait for pictures at once
 * @param types media types that are accepted
 */
public record FetchSettings(
    int maxPictures, int maxBytes, Duration deadline, int maxWaiting, List<String> types) {

  private static final int MAX_PICTURES = 64;
  private static final int MAX_BYTES = 256 << 20;
  private static final Duration MAX_DEADLINE = Duration.ofMinutes(2);

  public FetchSettings {
    types = List.copyOf(types);
    refuseOutside("max_pictures", maxPictures, MAX_PICTURES);
    refuseOutside("max_bytes", maxBytes, MAX_BYTES);
    refuseOutside("max_waiting", maxWaiting, Integer.MAX_VALUE);
    if (!deadline.isPositive() || deadline.compareTo(MAX_DEADLINE) > 0) {
      throw new IllegalArgumentException(
          "deadline: " + deadline + " (expected: more than none, to " + MAX_DEADLINE + ")");
    }
    if (types.isEmpty()) {
      throw new IllegalArgumentException("types: none (expected: at least one)");
    }
  }

  public static FetchSettings defaults() {
    return new FetchSettings(
        4,
        8 << 20,
        Duration.ofSeconds(5),
        256,
        List.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"));
  }

  private static void refuseOutside(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 1.." + max + ")");
    }
  }
}
