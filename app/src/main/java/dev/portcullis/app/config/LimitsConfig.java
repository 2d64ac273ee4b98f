package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.edge.http.EdgeLimits;
import dev.portcullis.edge.http.framing.FramingLimits;
import java.time.Duration;

/** How much the clients of a listener may take of it. */
public record LimitsConfig(
    @Says("The head of a request.") Head head,
    @Says("Connections open at once.") Connections connections,
    @Says("How slow a client may be.") Pace pace,
    @Says("What an HTTP/2 connection may ask.") Http2 http2,
    @Says("How many times its size a compressed body may grow to.") @Default("100")
        int maxInflation) {

  private static final int MOST_HEAD_BYTES = 1 << 20;
  private static final int MOST = 1_000_000;

  /** How large a request's head may be. */
  public record Head(
      @Says("The request target: path and query.") @Default("8KiB") int maxTargetBytes,
      @Says("All header lines together.") @Default("16KiB") int maxHeaderBytes,
      @Says("How many header lines.") @Default("64") int maxHeaders) {
    public Head {
      within("max_target_bytes", maxTargetBytes, MOST_HEAD_BYTES);
      within("max_header_bytes", maxHeaderBytes, MOST_HEAD_BYTES);
      within("max_headers", maxHeaders, 10_000);
    }
  }

  /** How many connections there may be. */
  public record Connections(
      @Says("From one client address; IPv6: from one /64.") @Default("512") int perAddress,
      @Says("From all; never more than leaves files for the rest of the gateway.") @Default("16384")
          int total) {
    public Connections {
      within("per_address", perAddress, MOST);
      within("total", total, MOST);
    }
  }

  /** How long a client may take. */
  public record Pace(
      @Says("To the end of the TLS handshake, a PROXY header included.") @Default("10s")
          Duration handshake,
      @Says("From a request's first byte to the end of its head.") @Default("10s") Duration head,
      @Says("Without a request.") @Default("60s") Duration idle,
      @Says("Until a body must come, or an answer go, at the minimum rate.") @Default("5s")
          Duration grace,
      @Says("The minimum rate, in bytes a second.") @Default("1024") int minRate,
      @Says("How long exchanges may go on when the gateway closes.") @Default("30s")
          Duration drain) {
    public Pace {
      within("handshake", handshake, Duration.ofMillis(1));
      within("head", head, Duration.ofMillis(1));
      within("idle", idle, Duration.ofMillis(1));
      within("grace", grace, Duration.ofMillis(1));
      within("min_rate", minRate, Integer.MAX_VALUE);
      within("drain", drain, Duration.ZERO);
    }
  }

  /** How much an HTTP/2 connection may ask. */
  public record Http2(
      @Says("Streams open at once.") @Default("128") int concurrentStreams,
      @Says("Pings, settings, priorities, resets and empty frames in a window.") @Default("1000")
          int controlFrames,
      @Says("Streams reset in a window.") @Default("200") int resets,
      @Says("Small CONTINUATION frames of one header block.") @Default("16") int continuationFrames,
      @Says("The window.") @Default("10s") Duration window) {
    public Http2 {
      within("concurrent_streams", concurrentStreams, MOST);
      within("control_frames", controlFrames, MOST);
      within("resets", resets, MOST);
      within("continuation_frames", continuationFrames, MOST);
      within("window", window, Duration.ofSeconds(1));
    }
  }

  public LimitsConfig {
    within("max_inflation", maxInflation, MOST);
  }

  /** The same as the edge takes it. */
  public EdgeLimits edge() {
    return new EdgeLimits(
        new FramingLimits(head.maxTargetBytes(), head.maxHeaderBytes(), head.maxHeaders()),
        new EdgeLimits.Connections(connections.perAddress(), connections.total()),
        new EdgeLimits.Pace(
            pace.handshake(), pace.head(), pace.idle(), pace.grace(), pace.minRate(), pace.drain()),
        new EdgeLimits.Http2(
            http2.concurrentStreams(),
            http2.controlFrames(),
            http2.resets(),
            http2.continuationFrames(),
            http2.window()),
        EdgeLimits.DEFAULT.maxBytesInFlight(),
        maxInflation);
  }

  private static void within(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s: %d (expected: 1..%d)".formatted(key, value, most));
    }
  }

  private static void within(String key, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "%s: %d ms (expected: %d ms..1d)".formatted(key, value.toMillis(), least.toMillis()));
    }
  }
}
