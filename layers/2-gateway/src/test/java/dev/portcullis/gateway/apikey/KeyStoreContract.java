package dev.portcullis.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What holds for every {@link KeyStore}. */
interface KeyStoreContract {

  /** An empty store. */
  KeyStore store() throws Exception;

  @Test
  default void committedKey_isReadBack_whole() throws Exception {
    var store = store();
    var key = Samples.stored("kid00001").revoked();

    var commit = store.commit(store.changesSince(0).revision(), List.of(key));

    assertThat(commit).isEqualTo(KeyStore.Commit.DONE);
    assertThat(store.changesSince(0).keys()).containsExactly(key);
  }

  @Test
  default void key_isReplaced_byItsId() throws Exception {
    var store = store();
    var key = Samples.stored("kid00001");
    store.commit(store.changesSince(0).revision(), List.of(key));

    store.commit(store.changesSince(0).revision(), List.of(key.revoked()));

    assertThat(store.changesSince(0).keys()).containsExactly(key.revoked());
  }

  @Test
  default void changes_areOnlyTheOnes_afterTheRevisionAsked() throws Exception {
    var store = store();
    store.commit(store.changesSince(0).revision(), List.of(Samples.stored("kid00001")));
    var seen = store.changesSince(0).revision();
    assertThat(store.changesSince(seen).keys()).isEmpty();

    store.commit(seen, List.of(Samples.stored("kid00002")));

    assertThat(store.changesSince(seen).keys()).containsExactly(Samples.stored("kid00002"));
    assertThat(store.changesSince(seen).revision()).isGreaterThan(seen);
  }

  @Test
  default void commitOnAnOldRevision_isStale_andWritesNothing() throws Exception {
    var store = store();
    var old = store.changesSince(0).revision();
    store.commit(old, List.of(Samples.stored("kid00001")));

    var commit = store.commit(old, List.of(Samples.stored("kid00002")));

    assertThat(commit).isEqualTo(KeyStore.Commit.STALE);
    assertThat(store.changesSince(0).keys()).containsExactly(Samples.stored("kid00001"));
  }

  @Test
  default void ofManyCommitsOnOneRevision_oneIsDone() throws Exception {
    var store = store();
    var revision = store.changesSince(0).revision();
    Callable<KeyStore.Commit> commit =
        () -> store.commit(revision, List.of(Samples.stored("kid00001")));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var commits = threads.invokeAll(List.of(commit, commit, commit, commit));

      assertThat(commits.stream().filter(done -> done.resultNow() == KeyStore.Commit.DONE))
          .hasSize(1);
    }
  }

  @Test
  default void lastUse_neverMovesBack() throws Exception {
    var store = store();
    var id = new KeyId("kid00001");
    var other = new KeyId("kid00002");
    store.used(Map.of(id, Samples.NOW, other, Samples.NOW));

    store.used(
        Map.of(id, Samples.NOW.minusSeconds(1), other, Samples.NOW.plus(Duration.ofMillis(1))));

    assertThat(store.lastUsed())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(id, Samples.NOW, other, Samples.NOW.plusMillis(1)));
  }
}
