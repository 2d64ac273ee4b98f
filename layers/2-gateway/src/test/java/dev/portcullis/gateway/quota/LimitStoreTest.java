package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gateway.quota.RedisSettings.Addresses;
import dev.portcullis.gateway.redis.Topology;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LimitStoreTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static RedisSettings settings(String url, Duration deadline, int nodes) {
    return new RedisSettings(
        URI.create(url), Topology.SINGLE, deadline, nodes, WhenAway.LOCAL_SHARE, Addresses.LOCAL);
  }

  @Test
  void inMemory_saysSo_andCountsItsWindows() {
    try (var store = LimitStore.inMemory(640, Clock.fixed(START, ZoneOffset.UTC))) {
      var limit = new Limit("m", 5, Duration.ofMinutes(1));
      var charges = List.of(new Charge("k", 1, List.of(limit)));
      assertThat(store.counters().sharing().take(charges).toCompletableFuture()).isCompleted();
      assertThat(store.counters().addresses().take(charges).toCompletableFuture()).isCompleted();

      var status = store.status();

      assertThat(status.state()).isEqualTo(QuotaStatus.State.MEMORY);
      assertThat(status.since()).isEqualTo(START);
      assertThat(status.windows()).isEqualTo(1);
      assertThat(store.stores()).containsOnlyKeys("addresses", "callers").containsValue(status);
    }
  }

  @Test
  void addressesCountedHere_areShownSo_whileCallersAreCountedInRedis() {
    var nobody = settings("redis://127.0.0.1:1", Duration.ofMillis(25), 2);
    try (var store = LimitStore.onRedis(nobody, 640, Clock.fixed(START, ZoneOffset.UTC))) {
      var limit = new Limit("m", 5, Duration.ofMinutes(1));
      store.counters().addresses().take(List.of(new Charge("k", 1, List.of(limit))));

      var addresses = store.stores().get("addresses");

      assertThat(addresses).isNotNull();
      assertThat(addresses.state()).isEqualTo(QuotaStatus.State.MEMORY);
      assertThat(addresses.windows()).isEqualTo(1);
      assertThat(store.stores()).containsEntry("callers", store.status());
      assertThat(store.status().state()).isNotEqualTo(QuotaStatus.State.MEMORY);
    }
  }

  @Test
  void redisSettings_refuseWhatMakesNoSense() {
    var deadline = Duration.ofMillis(25);

    assertThatThrownBy(() -> settings("http://127.0.0.1:1", deadline, 1))
        .hasMessageContaining("http");
    assertThatThrownBy(() -> settings("redis://127.0.0.1:1", Duration.ofMinutes(1), 1))
        .hasMessageContaining("1 ms..1 s");
    assertThatThrownBy(() -> settings("redis://127.0.0.1:1", deadline, 0))
        .hasMessageContaining("nodes: 0");
  }

  @Test
  void redisSettings_neverShowThePassword() {
    var text = settings("rediss://user:secret@redis.example:6380", Duration.ofMillis(25), 1);

    assertThat(text.toString()).contains("redis.example:6380").doesNotContain("secret");
  }
}
