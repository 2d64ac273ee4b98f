package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.port.Counters;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import dev.portcullis.kernel.port.Counters.Taken;
import dev.portcullis.kernel.port.Counters.Taken.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What holds for all counters, wherever they count. */
public interface CountersContract {

  Limit FIVE_A_MINUTE = new Limit("minute", 5, Duration.ofMinutes(1));
  Limit SEVEN_A_DAY = new Limit("day", 7, Duration.ofDays(1));
  AtomicLong KEYS = new AtomicLong();

  /** The counters under test. They may be the same ones every time: keys don't repeat. */
  Counters counters();

  /** Lets so much time pass on the counters' own clock. */
  void pass(Duration time);

  private static String newKey() {
    return "contract:" + KEYS.incrementAndGet();
  }

  private static Charge one(String key, Limit... limits) {
    return new Charge(key, 1, List.of(limits));
  }

  private static <T> T awaited(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private Taken take(Charge... charges) {
    return awaited(counters().take(List.of(charges)));
  }

  /** How many of so many takes were admitted. */
  private int admitted(int takes, Charge... charges) {
    int admitted = 0;
    for (int i = 0; i < takes; i++) {
      admitted += take(charges).outcome() == Outcome.ADMITTED ? 1 : 0;
    }
    return admitted;
  }

  @Test
  default void takes_areAdmitted_upToTheLimitAndNoFurther() {
    var charge = one(newKey(), FIVE_A_MINUTE);

    assertThat(admitted(9, charge)).isEqualTo(5);
  }

  @Test
  default void severalUnits_areTakenTogetherOrNotAtAll() {
    var key = newKey();

    var first = take(new Charge(key, 3, List.of(FIVE_A_MINUTE)));
    var second = take(new Charge(key, 3, List.of(FIVE_A_MINUTE)));
    var third = take(new Charge(key, 2, List.of(FIVE_A_MINUTE)));

    assertThat(List.of(first.outcome(), second.outcome(), third.outcome()))
        .containsExactly(Outcome.ADMITTED, Outcome.EXCEEDED, Outcome.ADMITTED);
  }

  @Test
  default void otherKeys_haveCountersOfTheirOwn() {
    admitted(5, one(newKey(), FIVE_A_MINUTE));

    assertThat(admitted(5, one(newKey(), FIVE_A_MINUTE))).isEqualTo(5);
  }

  @Test
  default void severalWindows_holdAtOnce_andTheTightestIsToldFirst() {
    var charge = one(newKey(), SEVEN_A_DAY, FIVE_A_MINUTE);

    var state = take(charge).state();

    assertThat(state.windows())
        .extracting(QuotaState.Window::policy)
        .containsExactly("minute", "day");
    assertThat(state.windows()).extracting(QuotaState.Window::remaining).containsExactly(4L, 6L);
    assertThat(state.retryAfter()).isEmpty();
    assertThat(admitted(9, charge)).isEqualTo(4);
  }

  @Test
  default void denial_takesFromNoneOfTheCharges() {
    var full = one(newKey(), FIVE_A_MINUTE);
    var first = one(newKey(), FIVE_A_MINUTE);
    var last = one(newKey(), FIVE_A_MINUTE);
    admitted(5, full);

    assertThat(admitted(20, first, full, last)).isZero();

    assertThat(admitted(9, first)).isEqualTo(5);
    assertThat(admitted(9, last)).isEqualTo(5);
  }

  @Test
  default void oneKeyInTwoCharges_paysBoth() {
    var charge = one(newKey(), FIVE_A_MINUTE);

    assertThat(admitted(9, charge, charge)).isEqualTo(2);
  }

  @Test
  default void oneHashTag_keepsItsKeysApart() {
    var tag = "{" + newKey() + "}";

    var charges = new Charge[] {one(tag + ":a", FIVE_A_MINUTE), one(tag + ":b", SEVEN_A_DAY)};

    assertThat(admitted(9, charges)).isEqualTo(5);
    assertThat(admitted(9, one(tag + ":b", SEVEN_A_DAY))).isEqualTo(2);
  }

  @Test
  default void refund_givesBack_whatTheTakeTook() {
    var charge = one(newKey(), FIVE_A_MINUTE, SEVEN_A_DAY);
    admitted(4, charge);
    var taken = take(charge);

    awaited(taken.refund().give());

    assertThat(take(charge).outcome()).isEqualTo(Outcome.ADMITTED);
    assertThat(take(charge).outcome()).isEqualTo(Outcome.EXCEEDED);
  }

  @Test
  default void refundOfADenial_givesNothing() {
    var charge = one(newKey(), FIVE_A_MINUTE);
    admitted(5, charge);
    var denied = take(charge);

    awaited(denied.refund().give());

    assertThat(take(charge).outcome()).isEqualTo(Outcome.EXCEEDED);
  }

  @Test
  default void refundAfterItsWindow_givesNothingBackOfALaterOne() {
    var charge = one(newKey(), new Limit("blink", 2, Duration.ofMillis(300)));
    var early = take(charge);
    pass(Duration.ofMillis(330));
    admitted(2, charge);

    awaited(early.refund().give());

    assertThat(take(charge).outcome()).isEqualTo(Outcome.EXCEEDED);
  }

  @Test
  default void waitingForRetryAfter_helps_andNotMuchLessDoes() {
    var window = Duration.ofMillis(600);
    var charge = one(newKey(), new Limit("short", 3, window));
    admitted(3, charge);

    var retryAfter = take(charge).state().retryAfter().orElseThrow();
    pass(retryAfter.plusMillis(1));

    assertThat(retryAfter).isBetween(Duration.ofMillis(300), window.plus(window.dividedBy(15)));
    assertThat(take(charge).outcome()).isEqualTo(Outcome.ADMITTED);
  }

  @Test
  default void moreThanALimitHolds_isDenied_andWaitingIsNotAdvised() {
    var taken = take(new Charge(newKey(), 6, List.of(FIVE_A_MINUTE)));

    assertThat(taken.outcome()).isEqualTo(Outcome.EXCEEDED);
    assertThat(taken.state().retryAfter()).isEmpty();
    assertThat(taken.state().windows())
        .extracting(QuotaState.Window::remaining)
        .containsExactly(5L);
  }

  @Test
  default void extremeUnits_neverOverflow() {
    var most = new Limit("most", Long.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE));
    var key = newKey();

    assertThat(take(new Charge(key, 1, List.of(most))).outcome()).isEqualTo(Outcome.ADMITTED);
    assertThat(take(new Charge(key, Long.MAX_VALUE, List.of(most))).outcome())
        .isEqualTo(Outcome.EXCEEDED);
    assertThat(take(new Charge(key, Long.MAX_VALUE, List.of(FIVE_A_MINUTE))).outcome())
        .isEqualTo(Outcome.EXCEEDED);
    assertThat(take(new Charge(key, 1, List.of(most))).outcome()).isEqualTo(Outcome.ADMITTED);
  }

  @Test
  default void concurrentTakes_neverExceedTheLimitTogether() {
    var charge = one(newKey(), new Limit("crowd", 100, Duration.ofHours(1)));

    var taking = new ArrayList<CompletionStage<Taken>>();
    for (int i = 0; i < 400; i++) {
      taking.add(counters().take(List.of(charge)));
    }

    assertThat(taking.stream().filter(t -> awaited(t).outcome() == Outcome.ADMITTED)).hasSize(100);
  }
}
