package dev.portcullis.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The wall clock behind a fence: time that was seen once is never taken back. It tells the later of
 * what the wall clock says and of the latest time seen plus what the monotonic clock counted since.
 * A wall clock that was set back therefore brings no credential back to life; one that was set
 * forward ends credentials early, which harms nobody but their owners.
 */
public final class FencedClock implements InstantSource {

  /** How far a wall clock may be behind before somebody is told. */
  public static final Duration DEFAULT_TOLERANCE = Duration.ofSeconds(60);

  /** Adjustments smaller than this do not move the fence: they would be one write per reading. */
  private static final Duration MIN_ADVANCE = Duration.ofMillis(1);

  /** Whether the wall clock can be believed. */
  public enum State {
    TRUSTED,
    /** It was set back by more than is tolerated: time is counted from the latest seen. */
    CLOCK_SUSPECT
  }

  /**
   * How the clock is, for the status page.
   *
   * @param behind how far the wall clock is behind the latest time seen
   */
  public record Status(State state, Instant instant, Duration behind) {}

  /** The latest time seen, and what the monotonic clock said then. */
  private record Fence(Instant instant, long nanos) {
    Instant at(long now) {
      return instant.plusNanos(now - nanos);
    }
  }

  private final InstantSource wall;
  private final LongSupplier ticker;
  private final Duration tolerance;
  private final AtomicReference<Fence> fence;

  /**
   * A clock that has seen nothing later than what the wall says now.
   *
   * @param ticker nanoseconds that no change of the wall clock moves
   * @param tolerance how far the wall clock may be behind before it is suspect
   */
  public FencedClock(InstantSource wall, LongSupplier ticker, Duration tolerance) {
    this.wall = wall;
    this.ticker = ticker;
    this.tolerance = tolerance;
    this.fence = new AtomicReference<>(new Fence(wall.instant(), ticker.getAsLong()));
  }

  /** The system's clocks. */
  public static FencedClock system() {
    return new FencedClock(InstantSource.system(), System::nanoTime, DEFAULT_TOLERANCE);
  }

  /** Never before the latest time seen, by this method or by {@link #hasSeen(Instant)}. */
  @Override
  public Instant instant() {
    var now = ticker.getAsLong();
    var counted = fence.get().at(now);
    var shown = wall.instant();
    if (!shown.isAfter(counted)) {
      return counted;
    }
    if (shown.isAfter(counted.plus(MIN_ADVANCE))) {
      advance(new Fence(shown, now));
    }
    return shown;
  }

  /** Somebody else, such as the ledger of decisions, knows that it was this late already. */
  public void hasSeen(Instant instant) {
    advance(new Fence(instant, ticker.getAsLong()));
  }

  public Status status() {
    var now = instant();
    var behind = Duration.between(wall.instant(), now);
    var state = behind.compareTo(tolerance) > 0 ? State.CLOCK_SUSPECT : State.TRUSTED;
    return new Status(state, now, behind.isNegative() ? Duration.ZERO : behind);
  }

  /** Moves the fence forward, whoever else moves it at the same time. */
  private void advance(Fence later) {
    fence.accumulateAndGet(
        later, (known, seen) -> seen.instant().isAfter(known.at(seen.nanos())) ? seen : known);
  }
}
