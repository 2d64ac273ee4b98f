package dev.portcullis.gateway.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PeriodTest {

  @Test
  void aPeriod_isReadByNameOrInHours_andWrittenAlike() {
    for (var text : new String[] {"hour", "day", "week", "month", "6h", "36h"}) {
      assertThat(Period.parse(text)).hasToString(text);
    }
    assertThat(Period.parse("24h")).isEqualTo(Period.parse("day")).hasToString("day");
    assertThat(Period.parse("month").length()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void whatIsNoPeriod_isRefused() {
    for (var text : new String[] {"", "h", "0h", "-1h", "90m", "year", "1d", "999999h"}) {
      assertThatThrownBy(() -> Period.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void everyInstant_isInOnePeriod_whichEndsWhereTheNextBegins() {
    var day = Period.parse("day");
    var midnight = Instant.parse("2026-03-01T00:00:00Z");

    assertThat(day.indexAt(midnight)).isEqualTo(day.indexAt(midnight.minusMillis(1)) + 1);
    assertThat(day.endOf(day.indexAt(midnight.minusMillis(1)))).isEqualTo(midnight);
    assertThat(day.endOf(day.indexAt(midnight))).isEqualTo(midnight.plus(Duration.ofDays(1)));
  }
}
