package dev.portcullis.gateway.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SpendSettingsTest {

  private static final SpendLimit DAILY = SpendLimit.ofRequests("gpt-*", "day", 10);

  @Test
  void modelNames_areExact_orABeginningAndAStar() {
    assertThat(new ModelNames("gpt-*").include("gpt-4")).isTrue();
    assertThat(new ModelNames("gpt-*").include("my-gpt-4")).isFalse();
    assertThat(new ModelNames("*").include("")).isTrue();
    assertThat(new ModelNames("fashion").include("fashion")).isTrue();
    assertThat(new ModelNames("fashion").include("fashion2")).isFalse();
    assertThatThrownBy(() -> new ModelNames("*-4")).hasMessageContaining("at the end alone");
    assertThatThrownBy(() -> new ModelNames("")).hasMessageContaining("models:");
  }

  @Test
  void theLongestNameThatFits_saysTheWorstCase() {
    var all = new WorstCase(1, 1, 1, Duration.ofSeconds(1));
    var some = new WorstCase(2, 2, 2, Duration.ofSeconds(1));
    var settings =
        new SpendSettings(
            Map.of("default", List.of()), Map.of(), Map.of("*", all, "gpt-*", some), 50);

    assertThat(settings.worstCase("gpt-4")).isEqualTo(some);
    assertThat(settings.worstCase("llama")).isEqualTo(all);
    assertThat(SpendSettings.defaults().worstCase("llama")).isEqualTo(WorstCase.defaults());
  }

  @Test
  void anEntryWithoutALimit_orTwiceTheSame_isRefused() {
    assertThatThrownBy(() -> SpendLimit.ofRequests("*", "day", 0))
        .hasMessage("requests: 0 (expected: >= 1)");
    assertThatThrownBy(() -> limit(Optional.empty(), Optional.empty()))
        .hasMessageContaining("without a limit");
    assertThatThrownBy(
            () -> new SpendSettings(Map.of("free", List.of(DAILY, DAILY)), Map.of(), Map.of(), 50))
        .hasMessageContaining("free has two entries for gpt-* by the day");
  }

  @Test
  void aQuotaThatCouldAdmitNobody_isRefusedAtOnce() {
    var tooShort = limit(Optional.empty(), Optional.of(Duration.ofSeconds(29)));
    var tooSmall = limit(Optional.of(1_000L), Optional.empty());

    for (var impossible : List.of(tooShort, tooSmall)) {
      assertThatThrownBy(
              () -> new SpendSettings(Map.of("free", List.of(impossible)), Map.of(), Map.of(), 50))
          .hasMessageContaining("less than one request reserves");
    }
  }

  @Test
  void blocks_haveBounds() {
    assertThatThrownBy(() -> new SpendSettings(Map.of(), Map.of(), Map.of(), 0))
        .hasMessage("blocks: 0 (expected: 1..10000)");
  }

  private static SpendLimit limit(Optional<Long> bytes, Optional<Duration> compute) {
    return new SpendLimit(
        new ModelNames("*"),
        Period.named("day"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        bytes,
        compute);
  }
}
