package dev.portcullis.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bench.load.Tally.Percentiles;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LatenciesTest {

  @Test
  void percentiles_areValuesThatWereSeen() {
    var latencies = new Latencies();
    for (int i = 2_000; i >= 1; i--) {
      latencies.add(i);
    }

    assertThat(latencies.count()).isEqualTo(2_000);
    assertThat(latencies.percentiles())
        .isEqualTo(
            new Percentiles(
                Duration.ofNanos(1_000), Duration.ofNanos(1_980), Duration.ofNanos(2_000)));
  }

  @Test
  void oneAnswer_isEveryPercentile() {
    var latencies = new Latencies();
    latencies.add(7);

    var seven = Duration.ofNanos(7);
    assertThat(latencies.percentiles()).isEqualTo(new Percentiles(seven, seven, seven));
  }

  @Test
  void noAnswer_isZero() {
    assertThat(new Latencies().percentiles())
        .isEqualTo(new Percentiles(Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }
}
