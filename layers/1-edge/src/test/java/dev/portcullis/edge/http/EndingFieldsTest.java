package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.CredentialEnding;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EndingFieldsTest {

  @Test
  void aCredentialThatEnds_isToldAsTheRfcsWriteIt() {
    var headers = MultiMap.caseInsensitiveMultiMap();
    var from = Instant.parse("2026-02-01T10:00:00Z");
    var at = Instant.parse("2026-02-08T10:00:00Z");

    AnswerFields.addFacts(headers, List.of(new CredentialEnding(from, at)));

    assertThat(headers.get("Deprecation")).isEqualTo("@1769940000");
    assertThat(headers.get("Sunset")).isEqualTo("Sun, 08 Feb 2026 10:00:00 GMT");
  }

  @Test
  void theDayOfADate_hasTwoDigits() {
    assertThat(HttpDate.at(Instant.parse("2026-02-01T10:00:00Z").toEpochMilli()).toString())
        .isEqualTo("Sun, 01 Feb 2026 10:00:00 GMT");
  }
}
