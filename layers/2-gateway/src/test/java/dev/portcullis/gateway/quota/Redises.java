package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.quota.RedisSettings.Addresses;
import dev.portcullis.gateway.redis.Topology;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import dev.portcullis.testkit.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

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

  static <T> T ask(RedisProcess redis, Function<RedisCommands<String, String>, T> question) {
    try (var client = RedisClient.create(RedisURI.create(redis.url()));
        var connection = client.connect()) {
      return question.apply(connection.sync());
    }
  }

  /** Asks until it answers: a link connects to a cluster's nodes when they are first asked. */
  static void awaitReady(RedisCounters counters) {
    var limit = new Limit("ready", 1 << 30, Duration.ofHours(1));
    var charges = List.of(new Charge("ready", 1, List.of(limit)));
    var deadline = System.nanoTime() + Duration.ofSeconds(8).toNanos();
    while (counters
        .take(charges)
        .handle((_, failure) -> failure != null)
        .toCompletableFuture()
        .join()) {
      assertThat(System.nanoTime()).as("redis answers").isLessThan(deadline);
      sleep(Duration.ofMillis(20));
    }
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
