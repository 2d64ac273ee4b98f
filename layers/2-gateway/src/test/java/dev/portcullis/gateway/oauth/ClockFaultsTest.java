package dev.portcullis.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.FencedClock.State;
import dev.portcullis.kernel.Reason;
import dev.portcullis.testkit.Verdicts;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wall clocks that are set to where they should not be: none brings an expired token back. */
final class ClockFaultsTest {

  private final LocalIssuer issuer = new LocalIssuer();
  private final Trust trust = Trust.following(Trust.rfc9068(issuer.uri()), new PlainEgress());

  @AfterEach
  void close() {
    issuer.close();
  }

  static Stream<Instant> clocksSetBack() {
    return Stream.of(
        Trust.NOW.minus(Duration.ofHours(1)),
        Trust.NOW.minus(Duration.ofDays(30)),
        Instant.EPOCH,
        Instant.parse("1969-12-31T23:59:59Z"));
  }

  static Stream<Instant> clocksSetForward() {
    return Stream.of(
        Trust.NOW.plus(Duration.ofHours(1)),
        Trust.NOW.plus(Duration.ofDays(30)),
        Instant.parse("2038-01-19T03:14:08Z"));
  }

  @ParameterizedTest
  @MethodSource("clocksSetBack")
  void anExpiredToken_staysExpired_whenTheClockIsSetBack(Instant back) {
    var text = token();
    assertThat(trust.bearer(text).word()).isEqualTo("pass");
    trust.pass(Duration.ofMinutes(30));
    trust.tick();
    assertThat(Verdicts.reason(trust.bearer(text))).contains(Reason.UNAUTHENTICATED);

    trust.set(back);

    assertThat(Verdicts.reason(trust.bearer(text))).contains(Reason.UNAUTHENTICATED);
    assertThat(trust.clock().status().state()).isEqualTo(State.CLOCK_SUSPECT);
  }

  @ParameterizedTest
  @MethodSource("clocksSetBack")
  void aGoodToken_isStillGood_andEndsInTime_whenTheClockIsSetBack(Instant back) {
    var text = token();
    assertThat(trust.bearer(text).word()).isEqualTo("pass");

    trust.set(back);

    trust.pass(Duration.ofMinutes(14));
    assertThat(trust.bearer(text).word()).isEqualTo("pass");
    trust.pass(Duration.ofMinutes(1));
    trust.tick();
    trust.pass(Duration.ofMinutes(15));
    trust.tick();
    assertThat(Verdicts.reason(trust.bearer(text))).contains(Reason.UNAUTHENTICATED);
  }

  @ParameterizedTest
  @MethodSource("clocksSetForward")
  void aClockThatWasAheadOnce_admitsNothingThatEndedByThen(Instant ahead) {
    var text = token();
    trust.set(ahead);
    assertThat(Verdicts.reason(trust.bearer(text))).contains(Reason.UNAUTHENTICATED);

    trust.set(Trust.NOW);

    assertThat(Verdicts.reason(trust.bearer(text))).contains(Reason.UNAUTHENTICATED);
    assertThat(trust.clock().status().state()).isEqualTo(State.CLOCK_SUSPECT);
  }

  @Test
  void aClockThatIsALittleBehind_isNotSuspect() {
    trust.set(trust.now().minusSeconds(59));

    assertThat(trust.clock().status().state()).isEqualTo(State.TRUSTED);
    assertThat(trust.bearer(token()).word()).isEqualTo("pass");
  }

  private String token() {
    return Jwt.good(
            issuer.uri().toString(), SigningKeys.of(Algorithm.ES256), trust.clock().instant())
        .text();
  }
}
