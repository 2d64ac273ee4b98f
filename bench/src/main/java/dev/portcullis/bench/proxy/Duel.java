package dev.portcullis.bench.proxy;

import dev.portcullis.bench.Result.Figure;
import dev.portcullis.bench.load.Load;
import dev.portcullis.bench.load.Tally.Percentiles;
import dev.portcullis.bench.proxy.Server.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * nginx and the gateway under the same load, in turns, so that whatever else the machine does meets
 * both. What is compared is compared within a round; the median of the rounds counts.
 */
record Duel(String name, Server nginx, Server gateway, Load load) {

  /** On two cores that the load shares, it takes the JIT compiler this long to be done. */
  private static final int WARM_UP_ROUNDS = 12;

  private static final double BYTES_PER_MEBIBYTE = 1 << 20;

  /** One round of both. */
  record Round(Sample nginx, Sample gateway) {
    private double ratio(ToDoubleFunction<Sample> figure) {
      return figure.applyAsDouble(gateway) / figure.applyAsDouble(nginx);
    }

    private double difference(ToDoubleFunction<Sample> figure) {
      return figure.applyAsDouble(gateway) - figure.applyAsDouble(nginx);
    }

    long failed() {
      return nginx.tally().failed() + gateway.tally().failed();
    }
  }

  /** So many rounds, after the JIT compiler has seen the load. */
  List<Round> fight(int rounds, Duration time) throws IOException, InterruptedException {
    nginx.measure(load, time);
    gateway.measure(load, time.multipliedBy(WARM_UP_ROUNDS));
    var fought = new ArrayList<Round>();
    for (int i = 0; i < rounds; i++) {
      fought.add(new Round(nginx.measure(load, time), gateway.measure(load, time)));
    }
    return fought;
  }

  /** For a load as heavy as the servers bear. */
  List<Figure> throughput(List<Round> rounds) {
    var figures = new ArrayList<Figure>();
    figures.add(
        new Figure(
            name + ": cpu / nginx's",
            median(rounds, round -> round.ratio(Sample::cpuMicrosPerRequest)),
            "x"));
    figures.addAll(both(rounds, "cpu a request", "us", Sample::cpuMicrosPerRequest));
    figures.addAll(both(rounds, "throughput", "1/s", sample -> sample.tally().perSecond()));
    figures.addAll(both(rounds, "p50", "ms", millis(Percentiles::p50)));
    figures.addAll(both(rounds, "p99", "ms", millis(Percentiles::p99)));
    figures.addAll(
        both(rounds, "memory", "MiB", sample -> sample.residentBytes() / BYTES_PER_MEBIBYTE));
    return figures;
  }

  /** For a load at a rate that both keep up with easily. */
  List<Figure> latency(List<Round> rounds) {
    var figures = new ArrayList<Figure>();
    figures.add(
        new Figure(
            name + ": added p99",
            median(rounds, round -> round.difference(millis(Percentiles::p99))),
            "ms"));
    figures.addAll(both(rounds, "p50", "ms", millis(Percentiles::p50)));
    figures.addAll(both(rounds, "p99", "ms", millis(Percentiles::p99)));
    return figures;
  }

  private List<Figure> both(
      List<Round> rounds, String what, String unit, ToDoubleFunction<Sample> figure) {
    double ours = median(rounds, round -> figure.applyAsDouble(round.gateway()));
    double theirs = median(rounds, round -> figure.applyAsDouble(round.nginx()));
    return List.of(
        new Figure(name + ": " + what, ours, unit),
        new Figure(name + ": nginx " + what, theirs, unit));
  }

  private static ToDoubleFunction<Sample> millis(Function<Percentiles, Duration> percentile) {
    return sample -> percentile.apply(sample.tally().latency()).toNanos() / 1e6;
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
