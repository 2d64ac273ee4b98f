package dev.portcullis.bench.ledger;

import dev.portcullis.bench.Benchmark;
import dev.portcullis.bench.Result;
import dev.portcullis.bench.Result.Figure;
import dev.portcullis.bench.Rounds;
import dev.portcullis.monitoring.audit.FileLedger;
import dev.portcullis.monitoring.audit.LedgerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Records that become durable in a second, how long a caller waits for one, and what it costs; on
 * the disk of the folder that the caller is in, with the settings of a gateway.
 */
public final class LedgerBenchmark implements Benchmark {

  private static final int IN_FLIGHT = 256;
  private static final int WARM_UP = 5;
  private static final int MODERATE_PER_SECOND = 2_000;

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public Result run(Options options) {
    try {
      var folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-ledger-");
      try (var ledger = FileLedger.open(LedgerSettings.defaults(folder), _ -> {})) {
        return new Result(measure(new Callers(ledger), options));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Figure> measure(Callers callers, Options options) {
    // What the compiler does at first is no cost of a record.
    var _ = callers.crowd(IN_FLIGHT, options.time().multipliedBy(WARM_UP));
    var costs = new ArrayList<Double>();
    double perSecond =
        Rounds.median(
            options.rounds(),
            () -> {
              var crowd = callers.crowd(IN_FLIGHT, options.time());
              costs.add(crowd.cpuMicros());
              return crowd.perSecond();
            });
    var moderate =
        callers.steady(MODERATE_PER_SECOND, options.time().multipliedBy(options.rounds()));
    return List.of(
        new Figure("durable records, 256 in flight", perSecond, "1/s"),
        new Figure("processor time of a record", median(costs), "µs"),
        new Figure("ack at 2,000/s, p50", millis(moderate.p50()), "ms"),
        new Figure("ack at 2,000/s, p99", millis(moderate.p99()), "ms"),
        new Figure("records that were refused", callers.refused(), ""));
  }

  /** The first round is a warm-up. */
  private static double median(List<Double> rounds) {
    var sorted = rounds.stream().skip(1).sorted(Comparator.naturalOrder()).toList();
    return sorted.get(sorted.size() / 2);
  }

  private static double millis(Duration took) {
    return took.toNanos() / 1e6;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
