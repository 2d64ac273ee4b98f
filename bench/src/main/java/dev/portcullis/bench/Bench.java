package dev.portcullis.bench;

import dev.portcullis.bench.Benchmark.Options;
import dev.portcullis.bench.identity.IdentityBenchmark;
import dev.portcullis.bench.ledger.LedgerBenchmark;
import dev.portcullis.bench.limits.LimitsBenchmark;
import dev.portcullis.bench.proxy.ProxyBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code bench NAME [--json FILE]}: measures, prints, and says whether the goals hold. */
public final class Bench {

  static final int HOLDS = 0;
  static final int FALLS_SHORT = 1;
  static final int USAGE = 2;

  /** Every benchmark, a line each. */
  static final List<Benchmark> ALL =
      List.of(
          new LimitsBenchmark(),
          new LedgerBenchmark(),
          new IdentityBenchmark(),
          new ProxyBenchmark());

  private final List<Benchmark> benchmarks;
  private final String goals;
  private final PrintStream out;

  Bench(List<Benchmark> benchmarks, String goals, PrintStream out) {
    this.benchmarks = benchmarks;
    this.goals = goals;
    this.out = out;
  }

  /** Exits with 0 where the goals hold, 1 where they don't, 2 where it was asked wrongly. */
  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true);
    System.exit(new Bench(ALL, Goals.shipped(), out).run(List.of(arguments), Options.defaults()));
  }

  int run(List<String> arguments, Options options) throws IOException {
    var chosen = chosen(arguments);
    if (chosen.isEmpty()) {
      out.println("usage: bench NAME [--json FILE]   NAME: " + names());
      return USAGE;
    }
    var name = chosen.get().name();
    var report = new Report(name, chosen.get().run(options), Goals.read(goals, name));
    out.print(report.table());
    if (arguments.size() > 1) {
      Files.writeString(Path.of(arguments.getLast()), report.json());
    }
    out.println(report.conclusion());
    return report.shortfalls().isEmpty() ? HOLDS : FALLS_SHORT;
  }

  private Optional<Benchmark> chosen(List<String> arguments) {
    boolean understood =
        arguments.size() == 1 || (arguments.size() == 3 && arguments.get(1).equals("--json"));
    return benchmarks.stream()
        .filter(benchmark -> understood && benchmark.name().equals(arguments.getFirst()))
        .findFirst();
  }

  private String names() {
    return String.join(", ", benchmarks.stream().map(Benchmark::name).toList());
  }
}
