package dev.portcullis.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FencedClockTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Instant wall = NOON;
  private long nanos;
  private final FencedClock clock =
      new FencedClock(() -> wall, () -> nanos, Duration.ofSeconds(60));

  @Test
  void itTellsWallTime_asLongAsThatGoesForward() {
    pass(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(300));

    wall = wall.plus(Duration.ofDays(30));
    assertThat(clock.instant()).isEqualTo(wall);
    assertThat(clock.status().state()).isEqualTo(FencedClock.State.TRUSTED);
  }

  @Test
  void aWallClockThatIsSetBack_stopsNothing_andTakesNothingBack() {
    pass(Duration.ofMinutes(5));
    var seen = clock.instant();

    wall = Instant.EPOCH;
    assertThat(clock.instant()).isEqualTo(seen);
    nanos += Duration.ofMinutes(1).toNanos();

    assertThat(clock.instant()).isEqualTo(seen.plusSeconds(60));
    assertThat(clock.status().state()).isEqualTo(FencedClock.State.CLOCK_SUSPECT);
    assertThat(clock.status().behind()).isGreaterThan(Duration.ofDays(10_000));
  }

  @Test
  void aWallClockThatCatchesUp_isTrustedAgain() {
    wall = NOON.minusSeconds(120);
    assertThat(clock.status().state()).isEqualTo(FencedClock.State.CLOCK_SUSPECT);

    wall = NOON.plusSeconds(1);

    assertThat(clock.status().state()).isEqualTo(FencedClock.State.TRUSTED);
    assertThat(clock.status().behind()).isZero();
  }

  @Test
  void whatOthersHaveSeen_isNotTakenBackEither() {
    clock.hasSeen(NOON.plusSeconds(600));
    clock.hasSeen(NOON.plusSeconds(30));

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(600));
    assertThat(clock.status().state()).isEqualTo(FencedClock.State.CLOCK_SUSPECT);
  }

  @Test
  void manyThreads_neverSeeTimeGoBack_whateverTheWallClockDoes() {
    var ticks = new AtomicLong();
    var shared =
        new FencedClock(
            () -> NOON.plusSeconds(ThreadLocalRandom.current().nextInt(-3600, 3600)),
            ticks::incrementAndGet,
            Duration.ofSeconds(60));

    var readers =
        IntStream.range(0, 4)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> goesBack(shared)))
            .toList();

    assertThat(readers).allMatch(reader -> !reader.join());
  }

  private static boolean goesBack(FencedClock clock) {
    var last = clock.instant();
    for (var i = 0; i < 50_000; i++) {
      var now = clock.instant();
      if (now.isBefore(last)) {
        return true;
      }
      last = now;
    }
    return false;
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }
}
