package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.redis.RedisLink;
import dev.portcullis.gateway.redis.Topology;
import dev.portcullis.kernel.port.Counters;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import dev.portcullis.kernel.port.Counters.Taken.Outcome;
import dev.portcullis.testkit.CountersContract;
import dev.portcullis.testkit.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
final class RedisCountersTest implements CountersContract {

  private final RedisProcess redis = RedisProcess.start(RedisProcess.Kind.SINGLE);
  private final RedisLink link = new RedisLink(redis.url(), Topology.SINGLE);
  private final RedisCounters counters = new RedisCounters(link);

  @BeforeAll
  void connect() {
    Redises.awaitReady(counters);
  }

  @AfterAll
  void stop() {
    link.close();
    redis.close();
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public void pass(Duration time) {
    Redises.sleep(time);
  }

  private Outcome take(String key, Limit limit) {
    var charges = List.of(new Charge(key, 1, List.of(limit)));
    return counters.take(charges).toCompletableFuture().join().outcome();
  }

  @Test
  void scripts_thatRedisForgot_areSentAgain() {
    take("forgotten", FIVE_A_MINUTE);
    Redises.ask(redis, commands -> commands.scriptFlush());

    assertThat(take("forgotten", FIVE_A_MINUTE)).isEqualTo(Outcome.ADMITTED);
  }

  @Test
  void keys_expireAfterTheirWindow() {
    take("passing", new Limit("second", 5, Duration.ofSeconds(1)));

    long ttl = Redises.ask(redis, commands -> commands.pttl("pcl:{passing}:1000"));

    assertThat(ttl).isBetween(1L, 17 * 67L);
  }

  @Test
  void hashes_keepNoMoreThanTheirSubWindows() {
    var limit = new Limit("short", 1_000, Duration.ofMillis(150));
    for (int i = 0; i < 60; i++) {
      take("ring", limit);
      Redises.sleep(Duration.ofMillis(8));
    }

    long fields = Redises.ask(redis, commands -> commands.hlen("pcl:{ring}:150"));
    assertThat(fields).isLessThanOrEqualTo(16);
  }

  @Test
  void garbageInAKey_failsItsTake() {
    Redises.ask(redis, commands -> commands.set("pcl:{rubbish}:60000", "no hash"));
    var charges = List.of(new Charge("rubbish", 1, List.of(FIVE_A_MINUTE)));

    assertThat(counters.take(charges).toCompletableFuture()).failsWithin(Duration.ofSeconds(5));
  }

  @Test
  void failureUnderOneTag_givesBackWhatOthersTook() {
    Redises.ask(redis, commands -> commands.set("pcl:{junk}:60000", "no hash"));
    var charges =
        List.of(
            new Charge("sound", 1, List.of(FIVE_A_MINUTE)),
            new Charge("junk", 1, List.of(FIVE_A_MINUTE)));

    for (int i = 0; i < 9; i++) {
      assertThat(counters.take(charges).toCompletableFuture()).failsWithin(Duration.ofSeconds(5));
    }

    assertThat(take("sound", new Limit("one", 1, Duration.ofMinutes(1))))
        .isEqualTo(Outcome.ADMITTED);
  }

  @Test
  void debts_areCounted_overTheLimitOrNot() {
    var charge = new Charge("owed", 7, List.of(FIVE_A_MINUTE));

    counters.repay("owed", Debt.of(charge, 0), 0).toCompletableFuture().join();

    assertThat(take("owed", FIVE_A_MINUTE)).isEqualTo(Outcome.EXCEEDED);
    assertThat(take("owed", new Limit("eight", 8, Duration.ofMinutes(1))))
        .isEqualTo(Outcome.ADMITTED);
  }

  @Test
  void subWindowsBefore_areCountedByTheirAge() {
    var charge = new Charge("old", 5, List.of(new Limit("m", 5, Duration.ofMinutes(1))));
    var now = Duration.ofSeconds(50).toNanos();

    counters.repay("old", Debt.of(charge, 0), now).toCompletableFuture().join();

    var denied = counters.take(List.of(charge)).toCompletableFuture().join();
    assertThat(denied.state().retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(20));
  }

  @Test
  void keysOfATag_areOneScript_andOtherTagsAreOthers() {
    var charges =
        List.of(
            new Charge("{key:a}", 1, List.of(FIVE_A_MINUTE, SEVEN_A_DAY)),
            new Charge("{key:a}:model:m", 1, List.of(FIVE_A_MINUTE)),
            new Charge("{model:m}", 1, List.of(FIVE_A_MINUTE)));

    assertThat(Batch.of(charges)).hasSize(2);
    assertThat(Map.of("k", Batch.tagged("plain"), "t", Batch.tagged("{x}y")))
        .containsEntry("k", "{plain}")
        .containsEntry("t", "{x}y");
  }
}
