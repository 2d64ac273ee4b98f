package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class QuotaBreakerTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Breaker breaker = new Breaker(Clock.fixed(START, ZoneOffset.UTC));

  @Test
  void failuresInARow_open_andASuccessBetweenThemForgivesThem() {
    for (int i = 1; i < Breaker.TRIP_AFTER; i++) {
      breaker.failed();
    }
    breaker.succeeded();
    for (int i = 1; i < Breaker.TRIP_AFTER; i++) {
      breaker.failed();
    }
    assertThat(breaker.isOpen()).isFalse();

    breaker.failed();

    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.position()).isEqualTo(new Breaker.Position(true, START, 1));
  }

  @Test
  void successOfALateCall_doesNotClose_aProbeDoes() {
    breaker.open();
    breaker.succeeded();
    assertThat(breaker.isOpen()).isTrue();

    breaker.close();

    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.position().switches()).isEqualTo(2);
  }

  @Test
  void probesThatSayWhatIsKnown_areNoSwitch() {
    breaker.close();
    breaker.open();
    breaker.open();

    assertThat(breaker.position().switches()).isEqualTo(1);
  }

  @Test
  void afterAClose_failuresAreCountedAnew() {
    breaker.open();
    breaker.failed();
    breaker.failed();
    breaker.close();

    breaker.failed();

    assertThat(breaker.isOpen()).isFalse();
  }
}
