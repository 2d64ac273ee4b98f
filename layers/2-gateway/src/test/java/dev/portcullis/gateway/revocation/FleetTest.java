package dev.portcullis.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.redis.Topology;
import dev.portcullis.gateway.revocation.RevocationStatus.State;
import dev.portcullis.gateway.store.PostgresServer;
import dev.portcullis.gateway.store.StoreSettings;
import dev.portcullis.kernel.port.Revocations.Standing;
import dev.portcullis.testkit.Postgres;
import dev.portcullis.testkit.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two gateways over a real Redis and a real PostgreSQL, and what becomes of them when these go. */
@Tag("all") // three quarters of a minute of servers that die, hang and lag
final class FleetTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final URI database = Postgres.newDatabase();
  private final RedisProcess redis = RedisProcess.start(RedisProcess.Kind.SINGLE);
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(redis));

  /** A gateway, and the network between it and what it shares with others. */
  private record Node(RevocationRegister register, Relay toRedis, Relay toDatabase) {
    boolean refuses(String jti) {
      return register.of(Callers.withToken(jti)) instanceof Standing.Revoked;
    }

    boolean admits(String jti) {
      return register.of(Callers.withToken(jti)).equals(Standing.GOOD);
    }

    Duration untilIt(State state) {
      return Moments.until(() -> register.status().state() == state);
    }
  }

  private List<Node> nodes = List.of();

  @BeforeEach
  void start() throws IOException {
    nodes = List.of(node(), node());
    nodes.forEach(node -> node.untilIt(State.PUSHED_AND_POLLED));
  }

  @AfterEach
  void stop() throws Exception {
    for (var each : opened.reversed()) {
      each.close();
    }
  }

  private Node node() throws IOException {
    var toRedis = add(new Relay(redis.url()));
    var toDatabase = add(new Relay(database));
    var store = add(PostgresServer.connecting(new StoreSettings(toDatabase.by(database))));
    var register =
        add(
            RevocationRegister.following(
                store, toRedis.by(redis.url()), Topology.SINGLE, InstantSource.system()));
    return new Node(register, toRedis, toDatabase);
  }

  private <T extends AutoCloseable> T add(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  private String fleet() {
    try (var store = PostgresServer.connecting(new StoreSettings(database))) {
      return new JdbiRevocationLog(
              store.open(JdbiRevocationLog.REVOCATIONS), InstantSource.system())
          .fleet();
    }
  }

  private Node here() {
    return nodes.getFirst();
  }

  private Node there() {
    return nodes.getLast();
  }

  private Duration revokedThereAfter(String jti) {
    here().register().revoke(Callers.ofToken(jti));
    return Moments.until(() -> there().refuses(jti));
  }

  @Test
  void whatIsTakenBackHere_isRefusedThere_withinASecond_everyTime() {
    for (int i = 0; i < 200; i++) {
      assertThat(revokedThereAfter("t" + i)).isLessThan(SECOND);
    }
  }

  @Test
  void redisThatDies_isMissedByNobody_andUsedAgainWhenItIsBack() {
    redis.kill();
    there().untilIt(State.POLLED);

    assertThat(revokedThereAfter("t1")).isLessThan(SECOND);
    assertThat(there().admits("t2")).isTrue();
    redis.restart();
    there().untilIt(State.PUSHED_AND_POLLED);
    assertThat(revokedThereAfter("t3")).isLessThan(SECOND);
  }

  @Test
  void redisThatStops_withItsConnectionsOpen_isMissedByNobody() {
    redis.pause();
    there().untilIt(State.POLLED);

    // Telling Redis may take its whole deadline; the database knows long before.
    assertThat(revokedThereAfter("t1")).isLessThan(SECOND);
    redis.resume();
    there().untilIt(State.PUSHED_AND_POLLED);
    assertThat(revokedThereAfter("t2")).isLessThan(SECOND);
  }

  @Test
  void redisThatLags_countsAsSilent_forAsLongAsItsLag() {
    there().toRedis().lag(Duration.ofSeconds(8));
    there().untilIt(State.POLLED);
    assertThat(revokedThereAfter("t1")).isLessThan(SECOND);

    there().toRedis().flow();

    there().untilIt(State.PUSHED_AND_POLLED);
  }

  @Test
  void aDatabaseThatIsAwayThere_leavesRedisToTell() {
    there().toDatabase().stall();
    there().untilIt(State.PUSHED);

    assertThat(revokedThereAfter("t1")).isLessThan(SECOND);
    assertThat(there().admits("t2")).isTrue();
    there().toDatabase().flow();
    there().untilIt(State.PUSHED_AND_POLLED);
  }

  @Test
  void aGatewayThatReconnects_readsInTheStream_whatItMissed() {
    there().toDatabase().stall();
    there().toRedis().stall();
    here().register().revoke(Callers.ofToken("t1"));
    assertThat(there().refuses("t1")).isFalse();

    there().toRedis().cut();
    there().toRedis().flow();

    Moments.until(() -> there().refuses("t1"));
    assertThat(there().register().status().logSilentMillis()).isPositive();
  }

  @Test
  void bothAway_nobodyIsAdmittedAfterFiveSeconds_andNothingIsMissedWhenTheyAreBack() {
    there().toDatabase().stall();
    there().toRedis().stall();
    here().register().revoke(Callers.ofToken("t1"));

    var refusedAfter = there().untilIt(State.SILENT);
    var standing = there().register().of(Callers.withToken("other"));
    there().toDatabase().flow();
    there().toRedis().flow();
    // Whoever is admitted again is admitted by a gateway that knows of the revocation.
    Moments.until(() -> there().admits("other"));
    var missed = !there().refuses("t1");

    assertThat(refusedAfter).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
    assertThat(standing).isInstanceOf(Standing.Unknown.class);
    assertThat(missed).isFalse();
    there().untilIt(State.PUSHED_AND_POLLED);
  }

  @Test
  void aWriterThatDiesBeforeHeTellsAnybody_hasRevokedAllTheSame() {
    var store = PostgresServer.connecting(new StoreSettings(database));
    new JdbiRevocationLog(store.open(JdbiRevocationLog.REVOCATIONS), InstantSource.system())
        .revoke(Callers.ofToken("t1"));
    store.close();

    assertThat(Moments.until(() -> there().refuses("t1"))).isLessThan(SECOND);
  }

  @Test
  void anotherFleetOnTheSameRedis_hearsNothing() throws IOException {
    var elsewhere = Postgres.newDatabase();
    var store = add(PostgresServer.connecting(new StoreSettings(elsewhere)));
    var other =
        add(
            RevocationRegister.following(
                store, redis.url(), Topology.SINGLE, InstantSource.system()));
    Moments.until(() -> other.status().state() == State.PUSHED_AND_POLLED);

    revokedThereAfter("t1");
    Moments.pause(SECOND);

    assertThat(other.of(Callers.withToken("t1"))).isEqualTo(Standing.GOOD);
  }

  @Test
  void rubbishInRedis_isPassedOver() {
    var fleet = fleet();
    try (var client = io.lettuce.core.RedisClient.create(redis.url().toString());
        var connection = client.connect()) {
      connection.sync().xadd(RedisPush.stream(fleet), java.util.Map.of("kind", "rubbish"));
      connection.sync().publish(RedisPush.channel(fleet), "rubbish");
    }

    assertThat(revokedThereAfter("t1")).isLessThan(SECOND);
    assertThat(there().admits("t2")).isTrue();
  }

  @Test
  void whatIsLiftedHere_isAdmittedThereAgain_andStaysSo() {
    revokedThereAfter("t1");

    here().register().lift(Callers.ofToken("t1").target());
    Moments.until(() -> there().admits("t1"));
    there().toRedis().cut();
    there().untilIt(State.PUSHED_AND_POLLED);

    assertThat(there().admits("t1")).isTrue();
  }
}
