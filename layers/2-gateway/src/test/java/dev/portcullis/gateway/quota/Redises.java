package dev.portcullis.gateway.quota;

import dev.portcullis.gateway.quota.RedisSettings.Addresses;
import dev.portcullis.gateway.quota.RedisSettings.Topology;
import java.time.Duration;

/** What tests over a real Redis share. */
final class Redises {

  private Redises() {}

  static RedisSettings settings(RedisProcess redis, int nodes) {
    return settings(redis, nodes, WhenAway.LOCAL_SHARE);
  }

  /** With a deadline that a busy machine keeps. */
  static RedisSettings settings(RedisProcess redis, int nodes, WhenAway whenAway) {
    return new RedisSettings(
        redis.url(),
        redis.kind() == RedisProcess.Kind.CLUSTER ? Topology.CLUSTER : Topology.SINGLE,
        Duration.ofMillis(150),
        nodes,
        whenAway,
        Addresses.SHARED);
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
