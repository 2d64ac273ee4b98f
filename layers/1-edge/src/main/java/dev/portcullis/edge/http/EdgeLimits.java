package dev.portcullis.edge.http;

import dev.portcullis.edge.http.framing.FramingLimits;
import java.time.Duration;

/**
 * A limit on everything that a client may take of the edge.
 *
 * @param maxBytesInFlight bytes of bodies held at once, over all connections
 * @param maxInflation how many times its size a compressed body may grow to
 */
public record EdgeLimits(
    FramingLimits framing,
    Connections connections,
    Pace pace,
    Http2 http2,
    long maxBytesInFlight,
    int maxInflation) {
  /**
   * 256 MiB in flight, or a quarter of the heap where that is less; inflation to 100 times; the
   * parts have their own defaults.
   */
  public static final EdgeLimits DEFAULT =
      new EdgeLimits(
          FramingLimits.DEFAULT,
          Connections.DEFAULT,
          Pace.DEFAULT,
          Http2.DEFAULT,
          Math.min(256L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 4),
          100);

  public EdgeLimits {
    require("bytes in flight", maxBytesInFlight, 1);
    require("inflation", maxInflation, 1);
  }

  /** The same with other bounds on connections. */
  public EdgeLimits with(Connections others) {
    return new EdgeLimits(framing, others, pace, http2, maxBytesInFlight, maxInflation);
  }

  /**
   * How many connections are open at once.
   *
   * @param perAddress from one client address (IPv6: one /64)
   * @param total from all; never more than leaves files for upstreams, ledger and admin
   */
  public record Connections(int perAddress, int total) {
    public static final Connections DEFAULT = new Connections(512, 16_384);

    public Connections {
      require("connections per address", perAddress, 1);
      require("connections", total, 1);
    }
  }

  /**
   * How slow a client may be.
   *
   * @param handshake to the end of the TLS handshake, a PROXY header included
   * @param head from a request's first byte to the end of its head
   * @param idle without a request
   * @param grace after which a body must have come, or an answer gone, at the minimum rate
   * @param minBytesPerSecond the minimum rate
   * @param drain how long exchanges may go on when the server closes
   */
  public record Pace(
      Duration handshake,
      Duration head,
      Duration idle,
      Duration grace,
      int minBytesPerSecond,
      Duration drain) {
    public static final Pace DEFAULT =
        new Pace(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            1_024,
            Duration.ofSeconds(30));

    public Pace {
      require("minimum rate", minBytesPerSecond, 1);
      require("grace in ms", grace.toMillis(), 1);
      require("head in ms", head.toMillis(), 1);
      require("idle in ms", idle.toMillis(), 1);
      require("handshake in ms", handshake.toMillis(), 1);
    }
  }

  /**
   * How much an HTTP/2 connection may ask.
   *
   * @param concurrentStreams streams open at once
   * @param controlFramesPerWindow pings, settings, priorities, resets and empty frames, in {@code
   *     window}
   * @param resetsPerWindow streams that were reset, in {@code window}
   * @param continuationFrames small CONTINUATION frames of one header block
   */
  public record Http2(
      int concurrentStreams,
      int controlFramesPerWindow,
      int resetsPerWindow,
      int continuationFrames,
      Duration window) {
    public static final Http2 DEFAULT = new Http2(128, 1_000, 200, 16, Duration.ofSeconds(10));

    public Http2 {
      require("concurrent streams", concurrentStreams, 1);
      require("control frames", controlFramesPerWindow, 1);
      require("resets", resetsPerWindow, 1);
      require("continuation frames", continuationFrames, 1);
      require("window in seconds", window.toSeconds(), 1);
    }
  }

  private static void require(String what, long value, long atLeast) {
    if (value < atLeast) {
      throw new IllegalArgumentException(
          "%s: %d (expected: >= %d)".formatted(what, value, atLeast));
    }
  }
}
