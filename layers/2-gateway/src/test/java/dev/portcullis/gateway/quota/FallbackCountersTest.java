package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.quota.QuotaStatus.State;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import dev.portcullis.testkit.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three gateways over one real Redis that is killed, paused, emptied and filled with rubbish. */
@TestInstance(Lifecycle.PER_CLASS)
final class FallbackCountersTest {

  private static final int NODES = 3;
  private static final int LIMIT = 90;
  private static final int SHARE = LIMIT / NODES;

  /** limit × (N-1)/N, as the design states it. */
  private static final int MOST_OVERSHOOT = LIMIT * (NODES - 1) / NODES;

  private static final Limit NINETY_AN_HOUR = new Limit("hour", LIMIT, Duration.ofHours(1));
  private static final AtomicLong KEYS = new AtomicLong();

  private final RedisProcess redis = RedisProcess.start(RedisProcess.Kind.SINGLE);
  private String key = "";
  private Charge charge = new Charge("unset", 1, List.of(NINETY_AN_HOUR));

  @BeforeEach
  void freshKey() {
    key = "k" + KEYS.incrementAndGet();
    charge = new Charge(key, 1, List.of(NINETY_AN_HOUR));
  }

  @AfterEach
  void mendRedis() {
    redis.resume();
    redis.restart();
  }

  @AfterAll
  void stopRedis() {
    redis.close();
  }

  private Fleet fleet(WhenAway whenAway) {
    var fleet = new Fleet(NODES, Redises.settings(redis, NODES, whenAway));
    fleet.await(State.REDIS);
    return fleet;
  }

  @Test
  void redisThere_limitsAreExact_overAllNodes() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      int admitted = 0;
      for (int i = 0; i < LIMIT; i++) {
        admitted += fleet.admittedEverywhere(1, charge);
      }

      assertThat(admitted).isEqualTo(LIMIT);
    }
  }

  @Test
  void redisKilled_eachNodeHasItsShare() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      redis.kill();
      fleet.await(State.LOCAL_SHARE);

      for (int node = 0; node < NODES; node++) {
        assertThat(fleet.admitted(LIMIT, node, charge)).isEqualTo(SHARE);
      }
    }
  }

  @Test
  void redisKilled_afterOneNodeUsedAll_overshootsByNoMoreThanStated() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      int before = fleet.admitted(LIMIT, 0, charge);
      redis.kill();

      int away = fleet.admittedEverywhere(LIMIT, charge);

      assertThat(before).isEqualTo(LIMIT);
      assertThat(away).isEqualTo(MOST_OVERSHOOT);
    }
  }

  @Test
  void redisKilled_afterAllNodesUsedTheirPart_overshootsByNothing() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      int before = fleet.admittedEverywhere(SHARE, charge);
      redis.kill();

      assertThat(before).isEqualTo(LIMIT);
      assertThat(fleet.admittedEverywhere(LIMIT, charge)).isZero();
    }
  }

  @Test
  void whenAwayDeny_admitsNothing_andComesBack() {
    try (var fleet = fleet(WhenAway.DENY)) {
      redis.kill();

      assertThat(fleet.admittedEverywhere(20, charge)).isZero();
      fleet.await(State.DENYING);
      assertThat(fleet.node(0).status().deniedAway()).isPositive();

      redis.restart();
      fleet.await(State.REDIS);
      assertThat(fleet.admittedEverywhere(LIMIT, charge)).isEqualTo(LIMIT);
    }
  }

  @Test
  void tierThatDenies_isDenied_whileOthersHaveTheirShare() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      redis.kill();
      fleet.await(State.LOCAL_SHARE);

      var counters = fleet.node(0).counters();

      assertThat(Fleet.admitted(9, counters.denying(), charge)).isZero();
      assertThat(Fleet.admitted(9, counters.sharing(), charge)).isEqualTo(9);
    }
  }

  @Test
  void pausedRedis_delaysAFewTakesByTheDeadline_andThenNone() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      redis.pause();
      var deadline = Redises.settings(redis, NODES).deadline();

      var started = System.nanoTime();
      int admitted = fleet.admitted(SHARE, 0, charge);
      var took = Duration.ofNanos(System.nanoTime() - started);

      assertThat(admitted).isEqualTo(SHARE);
      // The breaker trips after three; probes wait for nobody.
      assertThat(took).isBetween(deadline, deadline.multipliedBy(Breaker.TRIP_AFTER + 1L));
      assertThat(fleet.node(0).status().failures()).isLessThanOrEqualTo(Breaker.TRIP_AFTER);
    }
  }

  @Test
  void redisBack_knowsWhatWasAdmittedWithoutIt() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      redis.pause();
      int away = fleet.admittedEverywhere(LIMIT, charge);

      redis.resume();
      fleet.await(State.REDIS);

      assertThat(away).isEqualTo(LIMIT);
      assertThat(fleet.admittedEverywhere(20, charge)).isZero();
    }
  }

  @Test
  void redisBackEmpty_knowsWhatWasAdmittedWithoutIt() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      redis.kill();
      int away = fleet.admittedEverywhere(LIMIT, charge);

      redis.restart();
      fleet.await(State.REDIS);

      assertThat(away).isEqualTo(LIMIT);
      assertThat(fleet.admittedEverywhere(20, charge)).isZero();
    }
  }

  @Test
  void redisThatForgot_givesNoNodeAFreshWindow() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      fleet.admitted(LIMIT, 0, charge);
      Redises.ask(redis, commands -> commands.flushall());

      assertThat(fleet.admitted(LIMIT, 0, charge)).isZero();
    }
  }

  @Test
  void garbageInOneKey_isDecidedByShare_andOtherKeysStayShared() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      var redisKey = "pcl:{" + key + "}:3600000";
      Redises.ask(redis, commands -> commands.set(redisKey, "no hash"));

      int admitted = fleet.admittedEverywhere(LIMIT, charge);

      assertThat(admitted).isEqualTo(LIMIT);
      assertThat(fleet.node(0).status().keysOwed()).isEqualTo(1);
      Redises.ask(redis, commands -> commands.del(redisKey));
      fleet.await(State.REDIS);
      assertThat(fleet.admittedEverywhere(20, charge)).isZero();
    }
  }

  enum Refusal {
    OUT_OF_MEMORY,
    READ_ONLY
  }

  @ParameterizedTest
  @EnumSource
  void redisThatRefusesWrites_isAway_untilItTakesThem(Refusal refusal) {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      refuse(refusal);
      fleet.await(State.LOCAL_SHARE);

      assertThat(fleet.admittedEverywhere(LIMIT, charge)).isEqualTo(LIMIT);

      accept(refusal);
      fleet.await(State.REDIS);
      assertThat(fleet.admittedEverywhere(20, charge)).isZero();
    }
  }

  private void refuse(Refusal refusal) {
    Redises.ask(
        redis,
        commands ->
            switch (refusal) {
              case OUT_OF_MEMORY -> commands.configSet("maxmemory", "1");
              case READ_ONLY -> commands.replicaof("127.0.0.1", 1);
            });
  }

  private void accept(Refusal refusal) {
    Redises.ask(
        redis,
        commands ->
            switch (refusal) {
              case OUT_OF_MEMORY -> commands.configSet("maxmemory", "0");
              case READ_ONLY -> commands.replicaofNoOne();
            });
  }

  @Test
  void gatewayStartedWithoutRedis_servesItsShare_andJoinsLater() {
    redis.kill();
    try (var fleet = new Fleet(NODES, Redises.settings(redis, NODES))) {
      assertThat(fleet.admitted(LIMIT, 0, charge)).isEqualTo(SHARE);
      fleet.await(State.LOCAL_SHARE);

      redis.restart();
      fleet.await(State.REDIS);

      assertThat(fleet.admitted(LIMIT, 1, charge)).isEqualTo(LIMIT - SHARE);
    }
  }

  @Test
  void redisThatComesAndGoes_neverLetsTheFleetPastTheBound() {
    try (var fleet = fleet(WhenAway.LOCAL_SHARE)) {
      var random = new Random(7);
      int admitted = 0;
      for (int round = 0; round < 12; round++) {
        if (random.nextBoolean()) {
          redis.pause();
        } else {
          redis.resume();
        }
        for (int i = 0; i < 8; i++) {
          admitted += fleet.admitted(random.nextInt(4), random.nextInt(NODES), charge);
        }
      }
      redis.resume();
      fleet.await(State.REDIS);
      admitted += fleet.admittedEverywhere(LIMIT, charge);

      assertThat(admitted).isBetween(LIMIT / 2, LIMIT + MOST_OVERSHOOT);
    }
  }
}
