package dev.portcullis.edge.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.upstream.Breaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BreakerTest {

  private static final Duration OPEN = Duration.ofSeconds(10);

  private final AtomicLong now = new AtomicLong();
  private final Breaker breaker = new Breaker(new BreakerSettings(3, OPEN), now::get);

  @Test
  void failuresInARow_open() {
    breaker.failed();
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    breaker.failed();
    assertThat(breaker.tryPass()).isTrue();

    breaker.failed();

    assertThat(breaker.tryPass()).isFalse();
  }

  @Test
  void failuresAndFaults_areCountedForGood() {
    breaker.failed();
    breaker.succeeded();
    breaker.faulted();
    breaker.undecided();

    assertThat(breaker.failedCalls()).isEqualTo(2);
  }

  @Test
  void faults_openByTheirShareOfTheLastCallsAlone() {
    for (int i = 0; i < Breaker.WINDOW_CALLS - 1; i++) {
      breaker.faulted();
    }
    assertThat(breaker.state()).isEqualTo(State.CLOSED);

    breaker.faulted();

    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.opened()).isEqualTo(1);
  }

  @Test
  void faultsInTheMinority_neverOpen() {
    for (int i = 0; i < 10 * Breaker.WINDOW_CALLS; i++) {
      if (i % Breaker.WINDOW_CALLS < Breaker.MAX_FAULTS - 1) {
        breaker.faulted();
      } else {
        breaker.succeeded();
      }
    }

    assertThat(breaker.opened()).isZero();
  }

  @Test
  void half_isTooMany() {
    for (int i = 0; i < Breaker.WINDOW_CALLS - Breaker.MAX_FAULTS; i++) {
      breaker.succeeded();
    }
    for (int i = 0; i < Breaker.MAX_FAULTS; i++) {
      breaker.faulted();
    }

    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  @Test
  void trialThatGetsNoAnswerOfUse_isGivenBack() {
    openByFailures();
    now.addAndGet(OPEN.toNanos());
    assertThat(breaker.tryPass()).isTrue();
    assertThat(breaker.tryPass()).isFalse();

    breaker.faulted();

    assertThat(breaker.tryPass()).isTrue();
    breaker.succeeded();
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void trialThatFails_waitsAnew() {
    openByFailures();
    now.addAndGet(OPEN.toNanos());
    assertThat(breaker.tryPass()).isTrue();

    breaker.failed();

    assertThat(breaker.tryPass()).isFalse();
    assertThat(breaker.opened()).isEqualTo(2);
  }

  @Test
  void whatWasBeforeItOpened_isForgotten() {
    for (int i = 0; i < Breaker.WINDOW_CALLS; i++) {
      breaker.faulted();
    }
    now.addAndGet(OPEN.toNanos());
    assertThat(breaker.tryPass()).isTrue();
    breaker.succeeded();

    breaker.faulted();

    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  private void openByFailures() {
    for (int i = 0; i < 3; i++) {
      breaker.failed();
    }
  }
}
