package dev.portcullis.gateway.apikey;

import static dev.portcullis.gateway.apikey.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gateway.store.H2Folder;
import dev.portcullis.gateway.store.StoreFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyRingTest {

  private final MapKeyStore store = new MapKeyStore();
  private Instant now = NOW;
  private final InstantSource clock = () -> now;
  private long nanos;
  private final Keys keys = new Keys(store, Samples.peppers(), clock);

  @Test
  void ring_knowsTheStoresKeys_fromTheStart() {
    var key = create();

    assertThat(ring().find(key.id())).contains(key);
  }

  @Test
  void change_isKnown_afterARefresh() {
    var key = create();
    var ring = ring();
    var revoked = keys.revoke(key.id());

    ring.refresh();

    assertThat(ring.find(key.id())).contains(revoked);
  }

  @Test
  void storeThatWentBack_isReadAnew_andWhatItLostIsForgotten() {
    var lost = create();
    create();
    var ring = ring();
    store.startOver();
    var kept = create();

    ring.refresh();

    assertThat(ring.find(lost.id())).isEmpty();
    assertThat(ring.find(kept.id())).contains(kept);
  }

  @Test
  void ring_isStale_onlyWhereTheStoreWasNotReadForTooLong() {
    var ring = ring();

    nanos += KeyRing.STALE_AFTER.toNanos();
    assertThat(ring.isStale()).isFalse();
    nanos++;
    assertThat(ring.isStale()).isTrue();
    ring.refresh();
    assertThat(ring.isStale()).isFalse();
  }

  @Test
  void failedRefresh_doesNotCountAsRead_andARecoveredStoreDoes() {
    var ring = ring();
    nanos += KeyRing.STALE_AFTER.toNanos() + 1;

    store.breakDown();
    assertThatThrownBy(ring::refresh).isInstanceOf(StoreFailure.class);
    assertThat(ring.isStale()).isTrue();

    store.recover();
    ring.refresh();
    assertThat(ring.isStale()).isFalse();
  }

  @Test
  void storeThatCannotBeReadAtStart_isAnError() {
    store.breakDown();

    assertThatThrownBy(this::ring).isInstanceOf(StoreFailure.class);
  }

  @Test
  void clockThatIsSetBack_doesNotMoveTheRingsTime() {
    var ring = ring();
    now = NOW.plusSeconds(10);
    assertThat(ring.now()).isEqualTo(NOW.plusSeconds(10));

    now = NOW.minusSeconds(3600);

    assertThat(ring.now()).isEqualTo(NOW.plusSeconds(10));
  }

  @Test
  void uses_reachTheStore_inOneBatch_andWaitWhileItIsDown() {
    var key = create();
    var ring = ring();
    ring.used(key, NOW);
    ring.used(key, NOW.plusSeconds(1));
    store.breakDown();
    assertThatThrownBy(ring::flushUses).isInstanceOf(StoreFailure.class);
    store.recover();
    assertThat(store.lastUsed()).isEmpty();

    ring.flushUses();

    assertThat(store.lastUsed()).isEqualTo(Map.of(key.id(), NOW.plusSeconds(1)));
  }

  @Test
  void closedRing_hasWrittenItsUses() {
    var key = create();
    var ring = KeyRing.following(store, clock);
    ring.used(key, NOW);

    ring.close();

    assertThat(store.lastUsed()).containsKey(key.id());
  }

  @Test
  void revocationElsewhere_isSeenWithinASecond(@TempDir Path folder) throws Exception {
    var there = new JdbiKeyStore(new H2Folder(folder).open(JdbiKeyStore.KEYS));
    var elsewhere = new Keys(there, Samples.peppers(), InstantSource.system());
    var key = elsewhere.create(Samples.grant("alice"), Environment.TEST, Samples.DAY).key();
    var here = new JdbiKeyStore(new H2Folder(folder).open(JdbiKeyStore.KEYS));

    try (var ring = KeyRing.following(here, InstantSource.system())) {
      assertThat(ring.find(key.id())).contains(key);

      var revoked = elsewhere.revoke(key.id());

      var deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      while (!ring.find(key.id()).equals(Optional.of(revoked))) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.sleep(10);
      }
    }
  }

  @Test
  void following_outlivesAStoreThatFailsForAWhile() throws Exception {
    try (var ring = KeyRing.following(store, clock)) {
      store.breakDown();
      Thread.sleep(2 * KeyRing.REFRESH.toMillis());
      store.recover();
      var key = create();

      var deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      while (ring.find(key.id()).isEmpty()) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.sleep(10);
      }
    }
  }

  private KeyRing ring() {
    return new KeyRing(store, clock, () -> nanos);
  }

  private StoredKey create() {
    return keys.create(Samples.grant("alice"), Environment.TEST, Samples.DAY).key();
  }
}
