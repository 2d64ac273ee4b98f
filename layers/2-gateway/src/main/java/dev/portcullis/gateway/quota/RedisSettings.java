package dev.portcullis.gateway.quota;

import dev.portcullis.gateway.redis.Topology;
import java.net.URI;
import java.time.Duration;

/**
 * The Redis that gateways count in together.
 *
 * @param url {@code redis://} or {@code rediss://}, with user and password where it wants them
 * @param topology whether it is a cluster
 * @param deadline how long a take may take before this gateway decides for itself
 * @param nodes how many gateways share the limits, N: each one's share is limit / N
 * @param whenAway what callers get while it is away, unless their tier is stricter
 * @param addresses whether client addresses are counted in it too
 */
public record RedisSettings(
    URI url,
    Topology topology,
    Duration deadline,
    int nodes,
    WhenAway whenAway,
    Addresses addresses) {

  /** Where client addresses are counted. */
  public enum Addresses {
    /** In each gateway: a flood costs Redis nothing, and N gateways admit up to N × limit. */
    LOCAL,
    /** In Redis, like everything else. */
    SHARED
  }

  private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(1);

  public RedisSettings {
    if (!"redis".equals(url.getScheme()) && !"rediss".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "url: scheme " + url.getScheme() + " (expected: redis or rediss)");
    }
    if (deadline.compareTo(Duration.ofMillis(1)) < 0 || deadline.compareTo(LONGEST_DEADLINE) > 0) {
      throw new IllegalArgumentException("deadline: " + deadline + " (expected: 1 ms..1 s)");
    }
    if (nodes < 1) {
      throw new IllegalArgumentException("nodes: " + nodes + " (expected: >= 1)");
    }
  }

  /** One gateway beside one Redis on this machine. */
  public static RedisSettings defaults() {
    return new RedisSettings(
        URI.create("redis://127.0.0.1:6379"),
        Topology.SINGLE,
        // Far above what a take needs, and still far below what a caller notices.
        Duration.ofMillis(25),
        1,
        WhenAway.LOCAL_SHARE,
        Addresses.LOCAL);
  }

  /** Without what stands before the host: it may be a password. */
  @Override
  public String toString() {
    return "redis "
        + url.getScheme()
        + "://"
        + url.getHost()
        + ":"
        + url.getPort()
        + " ("
        + topology
        + ", "
        + nodes
        + " nodes)";
  }
}
