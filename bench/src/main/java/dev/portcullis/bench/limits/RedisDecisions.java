package dev.portcullis.bench.limits;

import dev.portcullis.bench.Benchmark.Options;
import dev.portcullis.bench.Result.Figure;
import dev.portcullis.bench.Rounds;
import dev.portcullis.gateway.quota.LimitStore;
import dev.portcullis.gateway.quota.QuotaStatus.State;
import dev.portcullis.gateway.quota.RedisSettings;
import dev.portcullis.gateway.quota.RedisSettings.Addresses;
import dev.portcullis.gateway.quota.WhenAway;
import dev.portcullis.gateway.redis.Topology;
import dev.portcullis.kernel.port.Counters;
import dev.portcullis.kernel.port.Counters.Charge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import redis.embedded.RedisServer;

/** Decisions of one gateway through a real Redis on this machine, pipelined. */
final class RedisDecisions {

  private static final int IN_FLIGHT = 128;
  private static final Duration START_DEADLINE = Duration.ofSeconds(10);

  private final List<List<Charge>> charges;

  RedisDecisions(List<List<Charge>> charges) {
    this.charges = charges;
  }

  List<Figure> measure(Options options) {
    try {
      int port = freePort();
      var redis =
          RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
      redis.start();
      try {
        return measure(options, URI.create("redis://127.0.0.1:" + port));
      } finally {
        redis.stop();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Figure> measure(Options options, URI url) {
    // A generous deadline: at saturation the figure is throughput, and waiting is part of it.
    var settings =
        new RedisSettings(
            url, Topology.SINGLE, Duration.ofSeconds(1), 1, WhenAway.LOCAL_SHARE, Addresses.LOCAL);
    try (var store = LimitStore.onRedis(settings, 4_000_000, Clock.systemUTC())) {
      awaitRedis(store);
      long aloneBefore = store.status().decidedAlone();
      var counters = store.counters().sharing();
      double perSecond = Rounds.median(options.rounds(), () -> pipelined(counters, options.time()));
      long alone = store.status().decidedAlone() - aloneBefore;
      return List.of(
          new Figure("redis decisions", perSecond, "1/s"),
          new Figure("redis decisions made without it", alone, ""));
    }
  }

  private double pipelined(Counters counters, Duration time) {
    var flying = new Semaphore(IN_FLIGHT);
    var answered = new LongAdder();
    long started = System.nanoTime();
    for (int i = 0; System.nanoTime() < started + time.toNanos(); i++) {
      flying.acquireUninterruptibly();
      counters
          .take(charges.get(i % charges.size()))
          .whenComplete((_, _) -> {
            answered.increment();
            flying.release();
          });
    }
    flying.acquireUninterruptibly(IN_FLIGHT);
    return answered.sum() * 1e9 / (System.nanoTime() - started);
  }

  private void awaitRedis(LimitStore store) {
    long deadline = System.nanoTime() + START_DEADLINE.toNanos();
    do {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("redis does not answer: " + store.status());
      }
      pipelined(store.counters().sharing(), Duration.ofMillis(50));
    } while (store.status().state() != State.REDIS || store.status().keysOwed() > 0);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
