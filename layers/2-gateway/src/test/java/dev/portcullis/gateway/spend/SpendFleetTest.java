package dev.portcullis.gateway.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.quota.LimitStore;
import dev.portcullis.gateway.quota.RedisSettings;
import dev.portcullis.gateway.quota.WhenAway;
import dev.portcullis.gateway.redis.Topology;
import dev.portcullis.gateway.spend.Leases.Taken;
import dev.portcullis.gateway.store.PostgresServer;
import dev.portcullis.gateway.store.StoreSettings;
import dev.portcullis.kernel.port.Counters;
import dev.portcullis.testkit.Postgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.embedded.RedisServer;

/** Several gateways spend one quota of one PostgreSQL: never more than there is, and all of it. */
final class SpendFleetTest {

  private static final int NODES = 4;
  private static final int BLOCKS = 50;
  private static final long WORST = 40;

  private static final Counters.Charge PER_MINUTE =
      new Counters.Charge(
          "{key:k1}", 1, List.of(new Counters.Limit("key-1m", 1_000_000, Duration.ofMinutes(1))));

  private final URI place = Postgres.newDatabase();
  private final PostgresServer server = PostgresServer.connecting(new StoreSettings(place));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Timeout(60)
  void gatewaysThatSpendTogether_spendAllOfAQuota_andNotOneMore() throws IOException {
    for (long limit : new long[] {1, 7, 100, 5_000}) {
      var account = account("all-" + limit);
      var spent = new AtomicLong();
      var nodes = new ArrayList<Leases>();
      for (int i = 0; i < NODES; i++) {
        nodes.add(leases());
      }

      together(nodes, leases -> spend(leases, account, limit, spent));
      nodes.forEach(Leases::close);
      spendRest(account, limit, spent);

      assertThat(spent).hasValue(limit);
    }
  }

  @Test
  @Timeout(60)
  void costsThatAreSettledLower_areSpentToTheLastUnit_whateverTheOrder() throws IOException {
    var seed = 20_260_101L;
    for (int round = 0; round < 3; round++) {
      var account = account("settled-" + round);
      var random = new Random(seed + round);
      var limit = 500 + random.nextInt(2_000);
      var spent = new AtomicLong();
      var nodes = new ArrayList<Leases>();
      for (int i = 0; i < NODES; i++) {
        nodes.add(leases());
      }

      together(nodes, leases -> spendTokens(leases, account, limit, spent));
      nodes.forEach(Leases::close);

      var table = LeaseTable.in(server);
      assertThat(spent.get()).isLessThanOrEqualTo(limit).isGreaterThan(limit - WORST);
      assertThat(table.taken(account).tokensOut()).isEqualTo(spent.get());
    }
  }

  @Test
  @Timeout(120)
  void aGatewayThatIsKilled_losesItsBlockAtMost_andNobodySpendsItTwice() throws Exception {
    var limit = 10_000L;
    var ofMortal = new AtomicLong();
    var ofOthers = new AtomicLong();
    var mortal = start(limit, 20);
    var reading = new ArrayList<>(List.of(count(mortal, ofMortal)));
    Samples.await(() -> ofMortal.get() > 20);
    var others = List.of(start(limit, 5), start(limit, 5));
    others.forEach(node -> reading.add(count(node, ofOthers)));
    Samples.await(() -> ofOthers.get() > 100);
    mortal.toHandle().destroyForcibly();
    reading.forEach(CompletableFuture::join);

    var rest = new AtomicLong();
    spendRest(Samples.ACCOUNT, limit, rest);

    var spent = ofMortal.get() + ofOthers.get() + rest.get();
    assertThat(mortal.waitFor()).as("killed, not done").isEqualTo(137);
    assertThat(others.stream().map(SpendFleetTest::exit)).containsOnly(0);
    assertThat(spent).isLessThanOrEqualTo(limit);
    // The block that it held, and perhaps the next that it had asked for.
    assertThat(spent).isGreaterThanOrEqualTo(limit - 2 * (limit / BLOCKS + 8));
  }

  @Test
  @Timeout(60)
  void aRedisThatDies_changesNothing_forSpendIsNotCountedThere() throws IOException {
    var account = account("redis");
    var spent = new AtomicLong();
    var nodes = List.of(leases(), leases());
    var redis = RedisServer.newRedisServer().port(freePort()).bind("127.0.0.1").build();
    redis.start();
    try (var limits = LimitStore.onRedis(redis(redis), 1_000, Clock.systemUTC())) {
      var counters = limits.counters().sharing();
      var killing = new AtomicBoolean();

      together(
          nodes,
          leases -> {
            var charge = new Charge(account, Samples.requests(3_000), Samples.requests(1), BLOCKS);
            while (take(leases, charge) instanceof Taken.Reserved(var reservation)) {
              counters.take(List.of(PER_MINUTE)).toCompletableFuture().join();
              if (spent.incrementAndGet() > 1_000 && killing.compareAndSet(false, true)) {
                stop(redis);
              }
              reservation.settle(Samples.answered());
            }
          });
    } finally {
      redis.stop();
    }
    nodes.forEach(Leases::close);
    spendRest(account, 3_000, spent);

    assertThat(spent).hasValue(3_000);
  }

  private static RedisSettings redis(RedisServer server) {
    return new RedisSettings(
        URI.create("redis://127.0.0.1:" + server.ports().getFirst()),
        Topology.SINGLE,
        Duration.ofMillis(50),
        2,
        WhenAway.LOCAL_SHARE,
        RedisSettings.Addresses.LOCAL);
  }

  private static void stop(RedisServer redis) {
    try {
      redis.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Counts a node's lines until it ends. */
  private static CompletableFuture<Void> count(Process node, AtomicLong lines) {
    return CompletableFuture.runAsync(
        () -> {
          try (var out =
              new BufferedReader(
                  new InputStreamReader(node.getInputStream(), StandardCharsets.US_ASCII))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
              lines.addAndGet(line.equals(SpendingNode.SPENT) ? 1 : 0);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> Thread.ofPlatform().start(task));
  }

  private static int exit(Process node) {
    return node.onExit().join().exitValue();
  }

  private Process start(long limit, long pauseMillis) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            SpendingNode.class.getName(),
            place.toString(),
            Long.toString(limit),
            Long.toString(pauseMillis))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private Leases leases() throws IOException {
    return Leases.from(LeaseTable.in(server), () -> Samples.NOON, Duration.ofMillis(100));
  }

  private static Account account(String holder) {
    return new Account(holder, "free", "*", Samples.DAY, Samples.ACCOUNT.index());
  }

  private static void together(List<Leases> nodes, Consumer<Leases> work) {
    nodes.stream()
        .flatMap(node -> IntStream.range(0, 4).mapToObj(_ -> node))
        .map(node ->
            CompletableFuture.runAsync(
                () -> work.accept(node), task -> Thread.ofVirtual().start(task)))
        .toList()
        .forEach(CompletableFuture::join);
  }

  private static void spend(Leases leases, Account account, long limit, AtomicLong spent) {
    var charge = new Charge(account, Samples.requests(limit), Samples.requests(1), BLOCKS);
    while (take(leases, charge) instanceof Taken.Reserved(var reservation)) {
      spent.incrementAndGet();
      reservation.settle(Samples.answered());
    }
  }

  /** Whoever is left alone can spend what the others handed back. */
  private void spendRest(Account account, long limit, AtomicLong spent) throws IOException {
    try (var alone = leases()) {
      spend(alone, account, limit, spent);
    }
  }

  /** Each request reserves forty tokens, and has used between none and forty. */
  private static void spendTokens(Leases leases, Account account, long limit, AtomicLong spent) {
    var need = new Amounts(0, 0, WORST, 0, 0);
    var charge = new Charge(account, new Amounts(0, 0, limit, 0, 0), need, BLOCKS);
    var random = new Random(limit);
    var misses = 0;
    // What others reserved comes back: only who was denied again and again gives up.
    while (misses < 20) {
      switch (take(leases, charge)) {
        case Taken.Reserved(var reservation) -> {
          var used = random.nextInt((int) WORST + 1);
          spent.addAndGet(used);
          reservation.settle(Samples.wrote(used));
          misses = 0;
        }
        case Taken.Spent _, Taken.Away _ -> {
          misses++;
          Samples.sleep(Duration.ofMillis(100));
        }
      }
    }
  }

  private static Taken take(Leases leases, Charge charge) {
    return leases.take(List.of(charge)).toCompletableFuture().join();
  }
}
