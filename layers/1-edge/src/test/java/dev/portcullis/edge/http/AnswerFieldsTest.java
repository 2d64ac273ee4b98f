package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Challenge;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Step;
import dev.portcullis.kernel.Verdict;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerFieldsTest {
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

  @Test
  void aQuota_isWrittenAsTheDraftSays_everyWindowInOneField() {
    var minute =
        new QuotaState.Window("minute", 60, Duration.ofMinutes(1), 12, Duration.ofMillis(4_100));
    var day = new QuotaState.Window("day", 1_000, Duration.ofDays(1), -3, Duration.ofHours(2));

    AnswerFields.addFacts(headers, List.of(new QuotaState(List.of(minute, day), Optional.empty())));

    assertThat(headers.getAll("ratelimit"))
        .containsExactly("\"minute\";r=12;t=5, \"day\";r=0;t=7200");
    assertThat(headers.getAll("ratelimit-policy"))
        .containsExactly("\"minute\";q=60;w=60, \"day\";q=1000;w=86400");
    assertThat(headers.contains("retry-after")).isFalse();
  }

  @Test
  void theWaitOfAnExceededQuota_isWholeSeconds_andNeverZero() {
    var exceeded = new QuotaState(List.of(), Optional.of(Duration.ofMillis(20)));

    AnswerFields.addFacts(headers, List.of(exceeded));

    assertThat(headers.get("retry-after")).isEqualTo("1");
    assertThat(headers.contains("ratelimit")).isFalse();
  }

  @Test
  void aPolicysName_isEscaped_andStartsNoNewField() {
    var window =
        new QuotaState.Window("a\"b\\c\r\nx: y", 1, Duration.ofSeconds(1), 1, Duration.ZERO);

    AnswerFields.addFacts(headers, List.of(new QuotaState(List.of(window), Optional.empty())));

    assertThat(headers.get("ratelimit")).isEqualTo("\"a\\\"b\\\\c??x: y\";r=1;t=0");
  }

  @Test
  void a401_saysWhatWouldHelp_andOfATokenThatItDoesNotCount() {
    AnswerFields.addAdvice(headers, Denial.of(Reason.UNAUTHENTICATED, "no key"));
    assertThat(headers.getAll("www-authenticate")).containsExactly("Bearer");

    AnswerFields.addAdvice(
        headers,
        Denial.of(Reason.UNAUTHENTICATED, "expired").withFacts(List.of(Challenge.INVALID_TOKEN)));
    assertThat(headers.getAll("www-authenticate"))
        .containsExactly("Bearer error=\"invalid_token\"");
  }

  @Test
  void a403_saysThatTheScopeIsTooSmall_whereItIs_andElseChallengesNobody() {
    AnswerFields.addAdvice(headers, Denial.of(Reason.FORBIDDEN, "not yours"));
    assertThat(headers.contains("www-authenticate")).isFalse();

    AnswerFields.addAdvice(
        headers,
        Denial.of(Reason.FORBIDDEN, "scope").withFacts(List.of(Challenge.INSUFFICIENT_SCOPE)));
    assertThat(headers.get("www-authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
  }

  @Test
  void timing_namesEachControl_inMilliseconds() {
    AnswerFields.addTiming(headers, List.of(step("apikey", 1_500), step("not a token", 250)));

    assertThat(headers.get("server-timing")).isEqualTo("apikey;dur=1.5, control;dur=0.25");
  }

  @Test
  void timingOfNothing_isNoField() {
    AnswerFields.addTiming(headers, List.of());

    assertThat(headers.isEmpty()).isTrue();
  }

  private static Step step(String control, int micros) {
    return new Step(
        Stage.IDENTIFY, control, Mode.ENFORCE, Verdict.pass(), Duration.ofNanos(micros * 1_000L));
  }
}
