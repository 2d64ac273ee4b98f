package dev.portcullis.gateway.apikey;

import static dev.portcullis.gateway.apikey.Samples.DAY;
import static dev.portcullis.gateway.apikey.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Proof;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeyControlTest implements ControlContract {

  private final MapKeyStore store = new MapKeyStore();
  private Instant now = NOW;
  private final InstantSource clock = () -> now;
  private long nanos;
  private final Peppers peppers = Samples.peppers();
  private final Keys keys = new Keys(store, peppers, clock);
  private final KeyRing ring = new KeyRing(store, clock, () -> nanos);

  @Override
  public Control.OfRequestHead control() {
    var services = new Services(Map.of(KeyRing.class, ring, Peppers.class, peppers));
    var control = new ApiKeyFactory().create(ApiKeySettings.defaults(), services);
    return (Control.OfRequestHead) control;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
  void bearerKey_provesWhoCalls(String scheme) {
    var shown = create(Environment.TEST);

    var verdict = ask(Map.of("Authorization", scheme + text(shown)));

    assertThat(verdict).isEqualTo(Verdict.pass(identity(shown)));
  }

  @Test
  void keyInItsOwnHeader_provesWhoCalls() {
    var shown = create(Environment.LIVE);

    assertThat(ask(Map.of("X-Api-Key", text(shown)))).isEqualTo(Verdict.pass(identity(shown)));
  }

  @Test
  void keyUnderAnOldPepper_stillWorks() {
    var text = KeyText.mint(Environment.TEST, new SecureRandom());
    var old =
        new StoredKey(
            text.id(),
            Environment.TEST,
            Samples.grant("alice"),
            peppers.digest(1, text),
            Life.starting(NOW, DAY),
            StoredKey.State.ACTIVE);
    store.commit(0, List.of(old));
    ring.refresh();

    var verdict = ask(Map.of("x-api-key", text(new ShownOnce(old, text.text()))));

    assertThat(verdict.word()).isEqualTo("pass");
  }

  @Test
  void requestWithoutAKeyOfOurs_passesWithoutAnIdentity() {
    assertThat(ask(Map.of())).isEqualTo(Verdict.pass());
    assertThat(ask(Map.of("authorization", "Bearer eyJhbGciOi"))).isEqualTo(Verdict.pass());
    assertThat(ask(Map.of("authorization", "Basic cGNsXw=="))).isEqualTo(Verdict.pass());
    assertThat(ask(Map.of("authorization", ""))).isEqualTo(Verdict.pass());
  }

  @Test
  void bothHeaders_areDenied_neverPickedFrom() {
    var key = text(create(Environment.TEST));

    var verdict = ask(Map.of("authorization", "Bearer " + key, "x-api-key", key));

    assertThat(Verdicts.reason(verdict)).contains(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization", "x-api-key"})
  void repeatedHeader_isDenied_neverPickedFrom(String name) {
    var field = Map.entry(name, "Bearer " + text(create(Environment.TEST)));
    var plain = Exchanges.knowing().head();
    var head =
        new RequestHead(
            "POST",
            "https",
            "localhost",
            "/",
            "",
            Headers.of(List.of(field, field)),
            plain.client());

    var verdict = control().onRequestHead(Exchanges.of(head));

    assertThat(Verdicts.reason(verdict)).contains(Reason.MALFORMED);
  }

  @Test
  void garbageInOurHeader_isDenied() {
    for (var garbage : List.of("", "secret", "pcl_", "pcl_test_00000000_0_0")) {
      assertThat(Verdicts.reason(ask(Map.of("x-api-key", garbage))))
          .contains(Reason.UNAUTHENTICATED);
    }
  }

  @Test
  void unknownKey_andWrongSecret_areDeniedAlike() {
    var known = create(Environment.TEST);
    var unknown = KeyText.mint(Environment.TEST, new SecureRandom());
    var forged = text(new ShownOnce(known.key(), unknown.text()));
    var withKnownId = forged.replace(unknown.id().value(), known.key().id().value());

    var verdicts =
        List.of(ask(Map.of("x-api-key", forged)), ask(Map.of("x-api-key", recounted(withKnownId))));

    assertThat(verdicts.getFirst()).isEqualTo(verdicts.getLast());
    assertThat(Verdicts.denial(verdicts.getFirst()).orElseThrow().detail())
        .isEqualTo("apikey: unknown key id or wrong secret");
  }

  @Test
  void revokedKey_isDenied() {
    var shown = create(Environment.TEST);
    keys.revoke(shown.key().id());
    ring.refresh();

    assertDenied(shown, "is revoked");
  }

  @Test
  void key_worksUntilItExpires_andNotAtThatInstant() {
    var shown = create(Environment.TEST);

    now = NOW.plus(DAY).minusMillis(1);
    assertThat(ask(Map.of("x-api-key", text(shown))).word()).isEqualTo("pass");
    now = NOW.plus(DAY);
    assertDenied(shown, "has expired");
  }

  @Test
  void expiredKey_staysSo_whenTheClockIsSetBack() {
    var shown = create(Environment.TEST);
    now = NOW.plus(DAY);
    assertDenied(shown, "has expired");

    now = NOW;

    assertDenied(shown, "has expired");
  }

  @Test
  void keyForLater_isDeniedNow() {
    now = NOW.plus(Duration.ofHours(1));
    var shown = create(Environment.TEST);
    now = NOW;

    assertDenied(shown, "does not work yet");
  }

  @Test
  void rotatedKey_worksBesideTheNewOne_untilTheOverlapEnds() {
    var old = create(Environment.TEST);
    var fresh = keys.rotate(old.key().id(), Duration.ofHours(1));
    ring.refresh();

    assertThat(ask(Map.of("x-api-key", text(old))).word()).isEqualTo("pass");
    assertThat(ask(Map.of("x-api-key", text(fresh))).word()).isEqualTo("pass");
    now = NOW.plus(Duration.ofHours(1));
    assertDenied(old, "has expired");
    assertThat(ask(Map.of("x-api-key", text(fresh))).word()).isEqualTo("pass");
  }

  @Test
  void demoKey_isDenied_whereNobodyAskedForDemoKeys() {
    assertDenied(create(Environment.DEMO), "is a demo key");
  }

  @Test
  void storeThatWasNotReadForTooLong_deniesEveryKey() {
    var shown = create(Environment.TEST);
    nanos += KeyRing.STALE_AFTER.toNanos() + 1;

    var verdict = ask(Map.of("x-api-key", text(shown)));

    assertThat(Verdicts.reason(verdict)).contains(Reason.CONTROL_FAILED);
  }

  @Test
  void admittedKey_isNotedAsUsed_andADeniedOneIsNot() {
    var used = create(Environment.TEST);
    var revoked = create(Environment.TEST);
    keys.revoke(revoked.key().id());
    ring.refresh();

    ask(Map.of("x-api-key", text(used)));
    ask(Map.of("x-api-key", text(revoked)));
    ring.flushUses();

    assertThat(store.lastUsed()).isEqualTo(Map.of(used.key().id(), NOW));
  }

  @Test
  void goodKey_costsMicroseconds() {
    var control = control();
    var exchange = Exchanges.with(Map.of("x-api-key", text(create(Environment.TEST))));

    var best = Duration.ofSeconds(1);
    for (var round = 0; round < 200; round++) {
      var started = System.nanoTime();
      for (var look = 0; look < 100; look++) {
        control.onRequestHead(exchange);
      }
      var took = Duration.ofNanos((System.nanoTime() - started) / 100);
      best = took.compareTo(best) < 0 ? took : best;
    }

    assertThat(best).isLessThan(Duration.ofNanos(50_000));
  }

  @Test
  void settingsWithoutAnEnvironment_areRefused() {
    assertThatThrownBy(() -> new ApiKeySettings(List.of(), Samples.DAY))
        .hasMessage("environments: none (expected: live, test, demo)");
  }

  private Verdict ask(Map<String, String> headers) {
    return control().onRequestHead(Exchanges.with(headers));
  }

  private void assertDenied(ShownOnce shown, String why) {
    var denial = Verdicts.denial(ask(Map.of("x-api-key", text(shown)))).orElseThrow();

    assertThat(denial.reason()).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(denial.detail()).isEqualTo("apikey: key " + shown.key().id() + " " + why);
  }

  private ShownOnce create(Environment environment) {
    var shown = keys.create(Samples.grant("alice"), environment, DAY);
    ring.refresh();
    return shown;
  }

  private static Identity identity(ShownOnce shown) {
    return new Identity(
        "alice",
        shown.key().id().value(),
        "free",
        List.of("fashion", "team-*"),
        List.of("inference:predict"),
        "",
        new Proof(
            Proof.OURSELVES,
            "alice",
            "",
            shown.key().life().notBefore(),
            shown.key().life().expiresAt()));
  }

  private static String text(ShownOnce shown) {
    return new String(shown.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.UTF_8);
  }

  /** The same key with a checksum that is right, as a forger would write it. */
  private static String recounted(String key) {
    var body = key.substring(0, key.length() - 6);
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return body + Base62.encode(crc.getValue(), 6);
  }
}
