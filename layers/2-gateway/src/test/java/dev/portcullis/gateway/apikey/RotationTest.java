package dev.portcullis.gateway.apikey;

import static dev.portcullis.gateway.apikey.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RotationTest {

  private static final Duration LIFE = Keys.DEFAULT_LIFETIME;
  private static final Duration OVERLAP = Keys.DEFAULT_OVERLAP;

  @TempDir private Path folder = Path.of("");
  private final MapKeyStore store = new MapKeyStore();
  private Instant now = NOW;
  private final Keys keys = new Keys(store, Samples.peppers(), () -> now);

  private List<Rotation.Rotated> run() {
    return rotation().run();
  }

  private Rotation rotation() {
    return new Rotation(store, keys, files(), OVERLAP, () -> now);
  }

  private KeyFiles files() {
    return new KeyFiles(folder.resolve("rotated"));
  }

  private StoredKey used(String subject, Environment environment) {
    var key = keys.create(Samples.grant(subject), environment, LIFE).key();
    store.used(Map.of(key.id(), now));
    return key;
  }

  @Test
  void aKey_isRotatedAWeekBeforeItsNinetyDaysAreOver_once() throws Exception {
    var old = used("alice", Environment.LIVE);

    now = NOW.plus(LIFE).minus(OVERLAP).minusMillis(1);
    assertThat(run()).isEmpty();
    now = NOW.plus(LIFE).minus(OVERLAP);
    var due = rotation().due();
    var rotated = run();
    var again = run();

    assertThat(due).containsExactly(old);
    assertThat(rotated).hasSize(1);
    var fresh = rotated.getFirst().fresh();
    assertThat(rotated.getFirst().old()).isEqualTo(old);
    assertThat(fresh.grant()).isEqualTo(old.grant());
    assertThat(fresh.life()).isEqualTo(new Life(now, now.plus(LIFE)));
    assertThat(again).isEmpty();
    assertThat(store.changesSince(0).keys()).containsExactly(old, fresh);
    var text = KeyText.parse(Files.readString(files().place(fresh)).strip()).orElseThrow();
    assertThat(Samples.peppers().digest(text)).isEqualTo(fresh.digest());
  }

  @Test
  void years_passWithoutAGap_whileTheKeyIsUsed_andEndWhenItIsNot() {
    used("alice", Environment.LIVE);
    var rotations = 0;
    for (int day = 0; day < 900; day++) {
      now = NOW.plus(Duration.ofDays(day));
      if (day < 500) {
        live().forEach(key -> store.used(Map.of(key.id(), now)));
        assertThat(live()).as("day %s", day).isNotEmpty().hasSizeLessThanOrEqualTo(2);
      }
      rotations += run().size();
    }

    // A successor every 83 days, and none for the last one, which nobody used.
    assertThat(rotations).isBetween(6, 7);
    assertThat(live()).isEmpty();
  }

  private List<StoredKey> live() {
    return store.changesSince(0).keys().stream().filter(key -> key.isLive(now)).toList();
  }

  @Test
  void keysThatNobodyUses_orThatAreRevoked_orOfTheDemonstration_getNone() {
    keys.create(Samples.grant("unused"), Environment.LIVE, LIFE);
    keys.revoke(used("revoked", Environment.LIVE).id());
    used("demo", Environment.DEMO);
    now = NOW.plus(LIFE).minusSeconds(1);

    assertThat(run()).isEmpty();
  }

  @Test
  void aSuccessorThatSomebodyMadeByHand_counts() {
    var old = used("alice", Environment.LIVE);
    now = NOW.plus(Duration.ofDays(80));
    keys.rotate(old.id(), OVERLAP);
    now = NOW.plus(Duration.ofDays(85));

    assertThat(run()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT1H, PT54M", "P30D, P27D", "P90D, P83D", "P365D, P358D"})
  void aShortLife_endsSoonLater_thanAWeekBefore(Duration life, Duration soonAfter) {
    assertThat(Life.starting(NOW, life).endsSoonFrom(OVERLAP)).isEqualTo(NOW.plus(soonAfter));
  }

  @Test
  void draftsOfTheDead_areDelivered_whereTheStoreKnowsThem_andDiscardedWhereNot() {
    var known = keys.create(Samples.grant("alice"), Environment.LIVE, LIFE);
    var unknown =
        new Keys(new MapKeyStore(), Samples.peppers(), () -> now)
            .create(Samples.grant("bob"), Environment.LIVE, LIFE);
    files()
        .alone(() -> {
          files().draft(known);
          files().draft(unknown);
        });

    assertThat(run()).isEmpty();

    assertThat(files().place(known.key())).exists();
    assertThat(files().place(unknown.key())).doesNotExist();
    assertThat(files().drafts()).isEmpty();
  }

  @Test
  void aStoreThatIsFasterElsewhere_isReadAgain_andNothingIsLeftBehind() {
    used("alice", Environment.LIVE);
    now = NOW.plus(LIFE).minusSeconds(9);
    var busy = new BusyStore(store, 3);

    var rotated = new Rotation(busy, keys, files(), OVERLAP, () -> now).run();

    assertThat(rotated).hasSize(1);
    assertThat(files().drafts()).isEmpty();
  }

  /** Somebody else commits first, a few times. */
  private static final class BusyStore implements KeyStore {
    private final KeyStore store;
    private int others;

    BusyStore(KeyStore store, int others) {
      this.store = store;
      this.others = others;
    }

    @Override
    public Changes changesSince(long revision) {
      return store.changesSince(revision);
    }

    @Override
    public Commit commit(long expected, List<StoredKey> changed) {
      return others-- > 0 ? Commit.STALE : store.commit(expected, changed);
    }

    @Override
    public void used(Map<KeyId, Instant> times) {
      store.used(times);
    }

    @Override
    public Map<KeyId, Instant> lastUsed() {
      return store.lastUsed();
    }
  }
}
