package dev.portcullis.bench.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three real gateways over one PostgreSQL and one Redis. */
@Tag("all") // three gateways, a database and a Redis
final class RevocationLatencyTest {

  @Test
  void aKeyThatIsTakenBack_isRefusedByEveryGateway_withinASecond() throws Exception {
    var figures = new RevocationLatency(10).measure();

    assertThat(figures).hasSize(3).allSatisfy(f -> assertThat(f.value()).isBetween(0.0, 1_000.0));
    assertThat(figures.getLast().name()).isEqualTo("revocation to refusal, p99.9");
  }
}
