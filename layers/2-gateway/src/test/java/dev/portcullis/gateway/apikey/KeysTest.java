package dev.portcullis.gateway.apikey;

import static dev.portcullis.gateway.apikey.Samples.DAY;
import static dev.portcullis.gateway.apikey.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {

  private final MapKeyStore store = new MapKeyStore();
  private Instant now = NOW;
  private final InstantSource clock = () -> now;
  private final Keys keys = new Keys(store, Samples.peppers(), clock);

  @Test
  void createdKey_isStoredAsADigest_underTheNewestPepper() {
    var shown = create("alice");

    var stored = store.changesSince(0).keys().getFirst();
    assertThat(stored).isEqualTo(shown.key());
    assertThat(stored.digest().pepper()).isEqualTo(2);
    assertThat(stored.life()).isEqualTo(new Life(NOW, NOW.plus(DAY)));
  }

  @Test
  void shownKey_isNotInWhatAnybodyMightLog() {
    assertThat(create("alice").toString()).contains("text=***").contains("digest=***");
  }

  @Test
  void client_hasAtMostTwoLiveKeys() {
    create("alice");
    create("alice");
    create("bob");

    assertThatThrownBy(() -> create("alice"))
        .isInstanceOf(KeyProblem.class)
        .hasMessageContaining("alice has two live keys")
        .hasMessageContaining("revoke one first");
  }

  @Test
  void expiredOrRevokedKeys_makeRoom() {
    var revoked = create("alice");
    create("alice");
    keys.revoke(revoked.key().id());
    create("alice");
    now = NOW.plus(DAY);

    create("alice");
    create("alice");

    assertThat(keys.list()).hasSize(5);
  }

  @Test
  void rotatedKey_worksOnForTheOverlap_andTheNewOneAtOnce() {
    var old = create("alice").key();
    now = NOW.plusSeconds(60);

    var fresh = keys.rotate(old.id(), Duration.ofHours(2)).key();

    assertThat(stored(old.id()).life().expiresAt()).isEqualTo(now.plus(Duration.ofHours(2)));
    assertThat(fresh.life()).isEqualTo(new Life(now, now.plus(DAY)));
    assertThat(fresh.grant()).isEqualTo(old.grant());
  }

  @Test
  void rotation_neverLengthensTheOldKeysLife() {
    var old = create("alice").key();

    keys.rotate(old.id(), Keys.DEFAULT_OVERLAP);

    assertThat(stored(old.id()).life()).isEqualTo(old.life());
  }

  @Test
  void rotation_duringAnOverlap_isRefused() {
    var old = create("alice").key();
    var fresh = keys.rotate(old.id(), Duration.ofHours(1)).key();

    assertThatThrownBy(() -> keys.rotate(fresh.id(), Duration.ofHours(1)))
        .isInstanceOf(KeyProblem.class)
        .hasMessageContaining(old.id().value());
  }

  @Test
  void rotation_ofADeadKey_isRefused() {
    var revoked = create("alice").key();
    keys.revoke(revoked.id());

    assertThatThrownBy(() -> keys.rotate(revoked.id(), DAY))
        .isInstanceOf(KeyProblem.class)
        .hasMessageContaining("no longer works");
  }

  @Test
  void unknownKey_isSaidToBeUnknown() {
    var unknown = new KeyId("00000000");

    assertThatThrownBy(() -> keys.revoke(unknown)).hasMessage("there is no key 00000000");
    assertThatThrownBy(() -> keys.rotate(unknown, DAY)).hasMessage("there is no key 00000000");
  }

  @Test
  void revokingTwice_isNoError() {
    var key = create("alice").key();
    keys.revoke(key.id());

    assertThat(keys.revoke(key.id()).state()).isEqualTo(StoredKey.State.REVOKED);
  }

  @Test
  void list_isByClient_withTheLastUse() {
    var bob = create("bob").key();
    var alice = create("alice").key();
    store.used(Map.of(bob.id(), NOW));

    assertThat(keys.list())
        .containsExactly(
            new ListedKey(alice, Optional.empty()), new ListedKey(bob, Optional.of(NOW)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P367D"})
  void oddLifetime_isRefused(Duration lifetime) {
    assertThatThrownBy(() -> keys.create(Samples.grant("alice"), Environment.TEST, lifetime))
        .isInstanceOf(KeyProblem.class)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1S", "P367D"})
  void oddOverlap_isRefused(Duration overlap) {
    var id = create("alice").key().id();

    assertThatThrownBy(() -> keys.rotate(id, overlap)).isInstanceOf(KeyProblem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "line\nbreak", "käse", "a,b", "\u0000"})
  void oddSubject_isRefused(String subject) {
    assertThatThrownBy(() -> new Grant(subject, "free", List.of("*"), List.of("inference:*")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void grantWithoutModelsOrScopes_isRefused() {
    assertThatThrownBy(() -> new Grant("a", "free", List.of(), List.of("x")))
        .hasMessage("models: 0 (expected: 1..64)");
    assertThatThrownBy(() -> new Grant("a", "free", List.of("x"), List.of()))
        .hasMessage("scopes: 0 (expected: 1..64)");
  }

  @Test
  void lifeThatEndsBeforeItBegins_isRefused() {
    assertThatThrownBy(() -> new Life(NOW, NOW.minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ShownOnce create(String subject) {
    return keys.create(Samples.grant(subject), Environment.TEST, DAY);
  }

  private StoredKey stored(KeyId id) {
    return store.changesSince(0).keys().stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
