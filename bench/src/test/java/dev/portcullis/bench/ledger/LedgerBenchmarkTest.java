package dev.portcullis.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bench.Benchmark.Options;
import dev.portcullis.bench.Result;
import dev.portcullis.bench.Result.Figure;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.port.Intent;
import dev.portcullis.kernel.port.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class LedgerBenchmarkTest {

  private static final Duration SHORT = Duration.ofMillis(100);

  /** Says after so long what it says. */
  private record Slow(long millis, Function<Entry, Entry> says) implements Ledger {
    @Override
    public CompletionStage<Entry> intend(Exchange exchange, Intent intent) {
      return later();
    }

    @Override
    public CompletionStage<Entry> conclude(ExchangeRecord record) {
      return later();
    }

    private CompletionStage<Entry> later() {
      return new CompletableFuture<Entry>()
          .completeOnTimeout(new Entry(0), millis, TimeUnit.MILLISECONDS)
          .thenApply(says);
    }
  }

  @Test
  void realLedger_isMeasured_andLeavesNothingBehind() throws IOException {
    var result = new LedgerBenchmark().run(new Options(1, SHORT));

    assertThat(figure(result, "durable records, 256 in flight")).isPositive();
    assertThat(figure(result, "processor time of a record")).isPositive();
    assertThat(figure(result, "ack at 2,000/s, p50")).isPositive();
    assertThat(figure(result, "ack at 2,000/s, p99"))
        .isGreaterThanOrEqualTo(figure(result, "ack at 2,000/s, p50"));
    assertThat(figure(result, "records that were refused")).isZero();
    try (var here = Files.list(Path.of(""))) {
      assertThat(here).noneMatch(file -> file.toString().startsWith("bench-ledger"));
    }
  }

  @Test
  void crowd_isNeverLargerThanItMayBe() {
    var crowd = new Callers(new Slow(10, Function.identity())).crowd(4, SHORT);

    assertThat(crowd.perSecond()).isBetween(1.0, 4 * 100.0);
  }

  @Test
  void waiting_isCountedFromWhenACallWasDue() {
    var took = new Callers(new Slow(20, Function.identity())).steady(500, SHORT);

    assertThat(took.p50()).isGreaterThanOrEqualTo(Duration.ofMillis(19));
    assertThat(took.p99()).isGreaterThanOrEqualTo(took.p50());
  }

  @Test
  void refusals_areCounted() {
    var refusing =
        new Slow(
            1,
            _ -> {
              throw new IllegalStateException("refused");
            });
    var callers = new Callers(refusing);

    callers.steady(500, SHORT);

    assertThat(callers.refused()).isEqualTo(50);
  }

  private static double figure(Result result, String name) {
    return result.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElseThrow();
  }
}
