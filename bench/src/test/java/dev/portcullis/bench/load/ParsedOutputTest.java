package dev.portcullis.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.bench.load.Tally.Percentiles;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What other people's load generators print, as recorded. */
final class ParsedOutputTest {

  private static final String HEY =
      """

      Summary:
        Total:	2.0015 secs
        Slowest:	0.0262 secs
        Fastest:	0.0005 secs
        Average:	0.0031 secs
        Requests/sec:	5098.1757

        Total data:	10448896 bytes
        Size/request:	1024 bytes

      Response time histogram:
        0.001 [1]	|
        0.003 [6253]	|■■■■■■■■■■■■

      Latency distribution:
        10% in 0.0014 secs
        50% in 0.0026 secs
        99% in 0.0104 secs

      Status code distribution:
        [200]	10190 responses
        [503]	14 responses

      Error distribution:
        [3]	Post "https://localhost:1/echo": EOF
      """;

  @Test
  void wrk_countsRefusalsAndBrokenConnectionsAsFailed() throws IOException {
    var tally =
        WrkLoad.parse(
            """
              Thread Stats   Avg      Stdev     Max   +/- Stdev
            Requests/sec:  20000.00
            tally 40000 7 2 2000000 1500 9000 12000
            """);

    assertThat(tally)
        .isEqualTo(
            new Tally(
                39_993,
                9,
                Duration.ofSeconds(2),
                new Percentiles(
                    Duration.ofNanos(1_500_000), Duration.ofMillis(9), Duration.ofMillis(12))));
    assertThat(tally.perSecond()).isEqualTo(19_996.5);
  }

  @Test
  void wrkWithoutATally_isAnError() {
    assertThatThrownBy(() -> WrkLoad.parse("unable to connect"))
        .hasMessageContaining("unable to connect");
    assertThatThrownBy(() -> WrkLoad.parse("tally 1 2 3")).hasMessageContaining("no tally");
  }

  @Test
  void hey_countsRefusalsAndErrorsAsFailed() throws IOException {
    assertThat(HandshakeLoad.parse(HEY))
        .isEqualTo(
            new Tally(
                10_190,
                17,
                Duration.ofNanos(2_001_500_000),
                new Percentiles(
                    Duration.ofNanos(2_600_000),
                    Duration.ofNanos(10_400_000),
                    Duration.ofNanos(26_200_000))));
  }

  @Test
  void heyWithoutAnyAnswer_isAnError() {
    assertThatThrownBy(() -> HandshakeLoad.parse("Summary:\n  Total: 2.0 secs"))
        .hasMessageContaining("reported nothing");
  }
}
