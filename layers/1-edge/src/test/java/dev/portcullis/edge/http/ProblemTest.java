package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void aDenial_saysItsReason_andNeverItsDetail() {
    var denial = Denial.of(Reason.BLOCKED, "rule 942100 matched");

    var written = Problem.of(denial, "r-1", "default");

    assertThat(written.status()).isEqualTo(403);
    assertThat(written.mediaType()).isEqualTo("application/problem+json");
    assertThat(text(written.body().getFirst()))
        .isEqualTo(
            """
            {"type":"urn:portcullis:problem:blocked","title":"The request was blocked by policy.",\
            "status":403,"code":"blocked","request_id":"r-1","policy":"default"}\
            """);
  }

  @Test
  void violations_areListed_asPointerAndExpectation() {
    var denial =
        Denial.of(Reason.INVALID, "schema")
            .withViolations(List.of(new Violation("/inputs/0", "a number")));

    var written = Problem.of(denial, "r-2", "");

    assertThat(text(written.body().getFirst()))
        .endsWith("\"violations\":[{\"pointer\":\"/inputs/0\",\"expectation\":\"a number\"}]}")
        .doesNotContain("policy\"");
  }

  @Test
  void aQuotaThatIsUsedUp_isNamed() {
    var day = new QuotaState.Window("tokens-out-day", 60, DAY, 0, DAY);
    var denial =
        Denial.of(Reason.QUOTA_EXCEEDED, "used up")
            .withFacts(List.of(new QuotaState(List.of(day), Optional.of(DAY))));

    var written = Problem.of(denial, "r-3", "default");

    assertThat(text(written.body().getFirst())).endsWith("\"quota\":\"tokens-out-day\"}");
  }

  private static String text(java.nio.ByteBuffer body) {
    return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
  }
}
