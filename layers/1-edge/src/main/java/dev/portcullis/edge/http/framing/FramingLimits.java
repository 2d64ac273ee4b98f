package dev.portcullis.edge.http.framing;

/**
 * How large the head of a message may be.
 *
 * @param maxTargetBytes the request target: path and query
 * @param maxHeaderBytes all header lines together
 * @param maxHeaders how many header lines
 */
public record FramingLimits(int maxTargetBytes, int maxHeaderBytes, int maxHeaders) {
  /** 8 KiB of target, 16 KiB in 64 header lines. */
  public static final FramingLimits DEFAULT = new FramingLimits(8 * 1024, 16 * 1024, 64);

  public FramingLimits {
    if (maxTargetBytes < 1 || maxHeaderBytes < 1 || maxHeaders < 1) {
      throw new IllegalArgumentException(
          "framing limits: %d, %d, %d (expected: at least 1 each)"
              .formatted(maxTargetBytes, maxHeaderBytes, maxHeaders));
    }
  }
}
