package dev.portcullis.bench.proxy;

import dev.portcullis.bench.Benchmark;
import dev.portcullis.bench.Result;
import dev.portcullis.bench.Result.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a request costs in the gateway, beside what it costs in nginx as a plain proxy. */
public final class ProxyBenchmark implements Benchmark {

  /** A second is too short for counters that tick every 10 ms, and for percentiles. */
  private static final int TIMES_LONGER = 3;

  @Override
  public String name() {
    return "proxy";
  }

  @Override
  public Result run(Options options) {
    try {
      var folder = Files.createTempDirectory("portcullis-bench");
      try {
        return new Result(measure(options, folder));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static List<Figure> measure(Options options, Path folder)
      throws IOException, InterruptedException {
    var ground = Ground.prepare(folder);
    var time = options.time().multipliedBy(TIMES_LONGER);
    var figures = new ArrayList<Figure>();
    long failed = 0;
    try (var field = new Field(ground)) {
      var duels = Duels.on(field, ground);
      for (var duel : duels.saturating()) {
        var rounds = duel.fight(options.rounds(), time);
        figures.addAll(duel.throughput(rounds));
        failed += rounds.stream().mapToLong(Duel.Round::failed).sum();
      }
      for (var duel : duels.steady()) {
        var rounds = duel.fight(options.rounds(), time);
        figures.addAll(duel.latency(rounds));
        failed += rounds.stream().mapToLong(Duel.Round::failed).sum();
      }
    }
    figures.add(new Figure("requests that were not answered 2xx", failed, ""));
    return figures;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
