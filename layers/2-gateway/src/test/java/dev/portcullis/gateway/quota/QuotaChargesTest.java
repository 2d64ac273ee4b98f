package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuotaChargesTest {

  private static final ModelRef FASHION = ModelRef.of("fashion");
  private static final List<LimitSettings> ONE =
      List.of(LimitSettings.of(5, Duration.ofMinutes(1)));
  private static final TierSettings ALL =
      new TierSettings(ONE, ONE, ONE, ONE, WhenAway.LOCAL_SHARE);

  private static Identity caller(String subject, String credential) {
    return new Identity(subject, credential, "gold", List.of("*"), List.of());
  }

  private static List<String> keys(Identity caller, ModelRef model) {
    var perModel = List.of(new Limit("model-60s", 9, Duration.ofMinutes(1)));
    return new QuotaCharges(ALL).of(caller, model, perModel).stream().map(Charge::key).toList();
  }

  @Test
  void everyLimit_hasACounterOfItsOwn_andACredentialsLieTogether() {
    assertThat(keys(caller("alice", "k1"), FASHION))
        .containsExactly(
            "{key:k1}",
            "{key:k1}:model:fashion",
            "{subject:alice}",
            "{tier:gold}",
            "{model:fashion}");
  }

  @Test
  void whereNothingLimits_nothingIsCharged() {
    var charges = new QuotaCharges(TierSettings.defaults());

    assertThat(charges.of(caller("alice", "k1"), FASHION, List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a}, {key:a%7D}",
    "{a, {key:%7Ba}",
    "a%7D, {key:a%257D}",
    "a}:model:x, {key:a%7D:model:x}"
  })
  void noName_endsItsHashTag_orTakesAnothersCounter(String credential, String key) {
    assertThat(keys(caller("alice", credential), FASHION).getFirst()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.25S, key-250ms",
    "PT1S, key-1s",
    "PT60S, key-60s",
    "PT5M, key-5m",
    "PT1H, key-1h",
    "PT24H, key-1d"
  })
  void policies_areNamedByScopeAndWindow(Duration window, String name) {
    var limits = LimitSettings.named("key", List.of(LimitSettings.of(5, window)));

    assertThat(limits).extracting(Limit::policy).containsExactly(name);
  }

  @Test
  void twoLimitsOverOneWindow_areRefused() {
    var twice = List.of(ONE.getFirst(), LimitSettings.of(9, Duration.ofSeconds(60)));

    assertThatThrownBy(
            () -> new TierSettings(List.of(), twice, List.of(), List.of(), WhenAway.DENY))
        .hasMessage("per_subject: two limits over 60s (expected: one per window)");
    assertThatThrownBy(() -> LimitSettings.of(0, Duration.ofSeconds(1)))
        .hasMessageContaining("units");
    assertThatThrownBy(() -> LimitSettings.of(1, Duration.ofNanos(1)))
        .hasMessageContaining("window");
  }
}
