package dev.portcullis.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.bench.Benchmark.Options;
import dev.portcullis.bench.Result.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchTest {

  private static final Options SHORT = new Options(1, Duration.ofMillis(20));

  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /** A benchmark that measures what it is told. */
  private record Told(String name, double value) implements Benchmark {
    @Override
    public Result run(Options options) {
      return new Result(List.of(new Figure("speed", value, "1/s"), new Figure("other", 1, "")));
    }
  }

  private int bench(String goals, double value, String... arguments) throws IOException {
    var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Bench(List.of(new Told("told", value)), goals, out).run(List.of(arguments), SHORT);
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyBenchmark_hasGoals_inWhatIsShipped() throws IOException {
    var shipped = Goals.shipped();

    for (var benchmark : Bench.ALL) {
      assertThat(Goals.read(shipped, benchmark.name())).as(benchmark.name()).isNotNull();
    }
  }

  @Test
  void goalKept_holds_andExitsWithZero() throws IOException {
    int exit = bench("told: {speed: {at_least: 10}}", 10, "told");

    assertThat(exit).isZero();
    assertThat(output()).contains("ok: at least 10").endsWith("bench told: holds\n");
  }

  @Test
  void goalMissed_fallsShort_andExitsWithOne() throws IOException {
    int exit = bench("told: {speed: {at_most: 9.5}}", 10, "told");

    assertThat(exit).isEqualTo(Bench.FALLS_SHORT);
    assertThat(output()).endsWith("bench told: falls short: speed is 10, not at most 9.50\n");
  }

  @Test
  void goalWithoutAFigure_fallsShort() throws IOException {
    int exit = bench("told: {weight: {at_most: 9}}", 10, "told");

    assertThat(exit).isEqualTo(Bench.FALLS_SHORT);
    assertThat(output()).contains("weight was not measured");
  }

  @Test
  void figureThatIsNoNumber_keepsNoGoal() throws IOException {
    assertThat(bench("told: {speed: {at_most: 9}}", Double.NaN, "told"))
        .isEqualTo(Bench.FALLS_SHORT);
  }

  @Test
  void json_hasEveryFigure() throws IOException {
    var json = folder.resolve("out.json");

    bench("told: {speed: {at_least: 10}}", 12.5, "told", "--json", json.toString());

    assertThat(json)
        .content()
        .contains("\"benchmark\": \"told\"", "\"holds\": true")
        .contains("{\"name\": \"speed\", \"value\": 12.5, \"unit\": \"1/s\"}");
  }

  @Test
  void unknownName_isUsage() throws IOException {
    assertThat(bench("told: {}", 1, "elsewhere")).isEqualTo(Bench.USAGE);
    assertThat(bench("told: {}", 1)).isEqualTo(Bench.USAGE);
    assertThat(output()).contains("NAME: told");
  }

  @Test
  void badGoals_areRefused() {
    assertThatThrownBy(() -> bench("told: {speed: {about: 10}}", 1, "told"))
        .hasMessageContaining("at_most");
    assertThatThrownBy(() -> bench("others: {}", 1, "told"))
        .hasMessageContaining("no goals for told");
  }

  @Test
  void everyBenchmark_hasGoals() throws IOException {
    for (var benchmark : Bench.ALL) {
      assertThat(Goals.read(Goals.shipped(), benchmark.name()).byFigure()).isNotEmpty();
    }
  }

  @Test
  void limits_measureEverythingTheyHaveGoalsFor() throws IOException {
    var limits = Bench.ALL.getFirst();

    var report = new Report("limits", limits.run(SHORT), Goals.read(Goals.shipped(), "limits"));

    assertThat(report.shortfalls()).noneMatch(shortfall -> shortfall.contains("not measured"));
    assertThat(report.result().figures()).allMatch(figure -> figure.value() >= 0);
  }
}
