package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
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

  private static String text(java.nio.ByteBuffer body) {
    return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
  }
}
