package dev.portcullis.app.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({"5ms,PT0.005S", "60s,PT1M", "1h,PT1H", "7d,PT168H", "250us,PT0.00025S", "0s,PT0S"})
  void durations_areReadAndWrittenAlike(String text, Duration duration) {
    assertThat(Quantities.duration(text)).isEqualTo(duration);
    assertThat(Quantities.duration(Quantities.text(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({"1MiB,1048576", "64KB,64000", "512,512", "512B,512", "2GiB,2147483648", "1 KiB,1024"})
  void sizes_areReadAndWrittenAlike(String text, long bytes) {
    assertThat(Quantities.bytes(text)).isEqualTo(bytes);
    assertThat(Quantities.bytes(Quantities.text(bytes))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s", "-1s", "1.5s", "1x", "٣s", "99999999999999999999s", "999999999999999d"})
  void whatIsNoDuration_isRefused(String text) {
    assertThatThrownBy(() -> Quantities.duration(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuantity_isWrittenInItsLargestWholeUnit() {
    assertThat(Quantities.text(Duration.ofSeconds(90))).isEqualTo("90s");
    assertThat(Quantities.text(Duration.ofDays(14))).isEqualTo("14d");
    assertThat(Quantities.text(64_000)).isEqualTo("64KB");
    assertThat(Quantities.text(65_536)).isEqualTo("64KiB");
    assertThat(Quantities.text(0)).isEqualTo("0B");
  }
}
