package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gateway.redis.RedisLink;
import dev.portcullis.gateway.redis.Topology;
import dev.portcullis.kernel.port.Counters;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Taken.Outcome;
import dev.portcullis.testkit.CountersContract;
import dev.portcullis.testkit.RedisProcess;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The same counters on a Redis in cluster mode, which refuses a script over several slots. */
@TestInstance(Lifecycle.PER_CLASS)
final class RedisClusterCountersTest implements CountersContract {

  private final RedisProcess redis = RedisProcess.start(RedisProcess.Kind.CLUSTER);
  private final RedisLink link = new RedisLink(redis.url(), Topology.CLUSTER);
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

  @Test
  void keysOfAScript_lieInOneSlot_asTheServerCountsThem() {
    var key = Batch.tagged("{key:7f3a}:model:fashion");

    var slots =
        Redises.ask(
            redis,
            commands ->
                List.of(
                    commands.clusterKeyslot(Batch.windowKey(key, Duration.ofMinutes(1))),
                    commands.clusterKeyslot(Batch.windowKey(key, Duration.ofDays(1))),
                    commands.clusterKeyslot(
                        Batch.windowKey(Batch.tagged("{key:7f3a}"), Duration.ofDays(1)))));

    assertThat(slots).containsOnly(slots.getFirst());
  }

  @Test
  void chargesOfManyTags_areTakenTogether_whereOneScriptWouldBeRefused() {
    var charges =
        List.of(
            new Charge("{key:a}", 1, List.of(FIVE_A_MINUTE, SEVEN_A_DAY)),
            new Charge("{key:a}:model:m", 1, List.of(FIVE_A_MINUTE)),
            new Charge("{model:m}", 1, List.of(FIVE_A_MINUTE)),
            new Charge("{tier:free}", 1, List.of(FIVE_A_MINUTE)));

    var taken = counters.take(charges).toCompletableFuture().join();

    assertThat(taken.outcome()).isEqualTo(Outcome.ADMITTED);
    assertThat(taken.state().windows()).hasSize(5);
    assertThatThrownBy(() ->
            Redises.ask(
                redis,
                commands ->
                    commands.<Long>eval(
                        "return 1", ScriptOutputType.INTEGER, "{key:a}", "{model:m}")))
        .hasMessageContaining("CROSSSLOT");
  }
}
