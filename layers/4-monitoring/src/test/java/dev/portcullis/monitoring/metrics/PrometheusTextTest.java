package dev.portcullis.monitoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Reason;
import dev.portcullis.monitoring.audit.Commit;
import dev.portcullis.testkit.ExchangeRecords;
import dev.portcullis.testkit.PrometheusText;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page is what a Prometheus reads, and the checker that says so is no rubber stamp. */
final class PrometheusTextTest {

  @Test
  void pageOfABusyGateway_isValid() {
    try (var metrics = new MetricsWitness(MetricsSettings.defaults(Set.of("fashion")))) {
      metrics.witnessed(ExchangeRecords.answered("a"));
      metrics.witnessed(ExchangeRecords.refused("b"));
      metrics.turnedAway(Reason.MALFORMED);
      metrics.committed(new Commit(3, Duration.ofNanos(300_000), Duration.ofNanos(200_000)));
      metrics.gauge("portcullis.g", "A \"number\"\\.", Map.of("name", "a\"b\\c\nd"), () -> 1.5e-9);
      metrics.total("portcullis.t", "Grows.", Map.of("state", "x"), () -> 1L << 40);

      var page = page(metrics);

      assertThat(PrometheusText.problems(page)).isEmpty();
      assertThat(page)
          .contains("portcullis_ledger_sync_seconds_bucket{le=\"2.5E-4\"} 1")
          .contains("# TYPE portcullis_t_total counter")
          .contains("portcullis_t_total{state=\"x\"} 1.099511627776E12");
    }
  }

  @Test
  void totalThatNobodyElseHolds_isNotForgotten() {
    try (var metrics = new MetricsWitness(MetricsSettings.defaults(Set.of()))) {
      metrics.total("portcullis.t", "Grows.", Map.of(), () -> 42);
      System.gc();

      assertThat(page(metrics)).contains("portcullis_t_total 42.0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1\n",
        "# TYPE a counter\na 1",
        "# TYPE a counter\nb 1\n",
        "# TYPE a counter\na{b=1} 1\n",
        "# TYPE a counter\na{b=\"1\",b=\"2\"} 1\n",
        "# TYPE a counter\na{b=\"\"\"} 1\n",
        "# TYPE a counter\na{b=\"\\x\"} 1\n",
        "# TYPE a counter\na 1\na 2\n",
        "# TYPE a counter\na one\n",
        "# TYPE a count\na 1\n",
        "# TYPE 1a counter\n1a 1\n",
        "# TYPE a counter\n# TYPE a counter\na 1\n",
        "# TYPE a counter\n# TYPE b counter\nb 1\n# HELP a b\na 1\n",
        "# TYPE a histogram\na 1\n",
      })
  void pagesThatPrometheusWouldRefuse_areRefused(String page) {
    assertThat(PrometheusText.problems(page)).isNotEmpty();
  }

  @Test
  void plainPages_pass() {
    var page =
        """
        # HELP a Some words.
        # TYPE a counter
        a{b="c, d=\\"e\\"",f=""} 1.0E-4
        a NaN
        # TYPE h histogram
        h_bucket{le="+Inf"} 3
        h_sum 1
        h_count 3
        """;

    assertThat(PrometheusText.problems(page)).isEmpty();
  }

  private static String page(MetricsWitness metrics) {
    return CompletableFuture.completedFuture(Map.<String, String>of())
        .thenCompose(metrics.endpoint()::serve)
        .join()
        .body();
  }
}
