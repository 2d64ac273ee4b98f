package dev.portcullis.gateway.apikey;

import static dev.portcullis.gateway.apikey.Samples.DAY;
import static dev.portcullis.gateway.apikey.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.CredentialEnding;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Keys near their end, and keys of a store that is away. */
final class ApiKeyEndingTest {

  private final MapKeyStore store = new MapKeyStore();
  private Instant now = NOW;
  private long nanos;
  private final Peppers peppers = Samples.peppers();
  private final KeyRing ring = new KeyRing(store, () -> now, () -> nanos);
  private final ShownOnce shown =
      new Keys(store, peppers, () -> now).create(Samples.grant("alice"), Environment.TEST, DAY);

  private Verdict ask(BooleanSupplier othersTell) {
    var control = new ApiKeyControl(ApiKeySettings.defaults(), ring, peppers, othersTell);
    var text = new String(shown.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.UTF_8);
    return control.onRequestHead(Exchanges.with(Map.of("x-api-key", text)));
  }

  private static List<CredentialEnding> endings(Verdict verdict) {
    return verdict instanceof Verdict.Pass(var facts, _)
        ? facts.stream()
            .filter(CredentialEnding.class::isInstance)
            .map(CredentialEnding.class::cast)
            .toList()
        : List.of();
  }

  @Test
  void keyThatEndsSoon_passes_andItsAnswerSaysSo() {
    ring.refresh();
    var life = shown.key().life();
    now = life.endsSoonFrom(Keys.DEFAULT_OVERLAP).minusMillis(1);
    var before = ask(() -> false);

    now = life.endsSoonFrom(Keys.DEFAULT_OVERLAP);

    assertThat(endings(before)).isEmpty();
    assertThat(endings(ask(() -> false)))
        .containsExactly(new CredentialEnding(now, life.expiresAt()));
  }

  @Test
  void storeThatWasNotReadForTooLong_deniesNobody_whereOthersTellWhatIsTakenBack() {
    ring.refresh();
    nanos += KeyRing.STALE_AFTER.toNanos() + 1;

    assertThat(Verdicts.reason(ask(() -> false))).contains(Reason.CONTROL_FAILED);
    assertThat(ask(() -> true).word()).isEqualTo("pass");
  }
}
