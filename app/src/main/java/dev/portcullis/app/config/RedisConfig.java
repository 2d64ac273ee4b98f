package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import java.net.URI;
import java.time.Duration;

/** Counters that several gateways share. */
public record RedisConfig(
    @Says("redis://HOST:PORT or rediss://HOST:PORT.") URI url,
    @Says("Whether it is one server or a cluster.") @Default("single") Topology topology,
    @Says("How long a call may take before this gateway counts for itself.") @Default("5ms")
        Duration deadline,
    @Says("How many gateways share the limits.") @Default("1") int nodes) {

  /** One server, or several that share the keys. */
  public enum Topology {
    SINGLE,
    CLUSTER
  }

  public RedisConfig {
    if (nodes < 1) {
      throw new IllegalArgumentException("nodes: " + nodes + " (expected: >= 1)");
    }
  }
}
