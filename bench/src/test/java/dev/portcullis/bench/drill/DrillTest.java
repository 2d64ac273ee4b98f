package dev.portcullis.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DrillTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<Path> folders = new ArrayList<>();

  /** A drill that ends as it is told. */
  private final class Told implements Exercise {
    private final List<String> failures;

    Told(List<String> failures) {
      this.failures = failures;
    }

    @Override
    public String name() {
      return "told";
    }

    @Override
    public Map<String, Integer> defaults() {
      return Map.of("--times", 3);
    }

    @Override
    public List<String> run(Settings settings, Path folder, PrintStream out) throws IOException {
      Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("file"), "x");
      folders.add(folder);
      out.println("times: " + settings.number("--times"));
      return failures;
    }
  }

  private int drill(List<String> failures, String... arguments)
      throws IOException, InterruptedException {
    var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Drill(List.of(new Told(failures)), out).run(List.of(arguments));
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void drillThatHeld_exitsWithZero_andLeavesNothingBehind()
      throws IOException, InterruptedException {
    assertThat(drill(List.of(), "told")).isZero();

    assertThat(output()).isEqualTo("times: 3\ndrill told: holds\n");
    assertThat(folders).hasSize(1).noneMatch(Files::exists);
  }

  @Test
  void drillThatDidNotHold_exitsWithOne_andSaysWhy() throws IOException, InterruptedException {
    assertThat(drill(List.of("a key was lost", "b"), "told", "--times", "1"))
        .isEqualTo(Drill.BROKE);

    assertThat(output()).isEqualTo("times: 1\ndrill told: falls short: a key was lost; b\n");
  }

  @Test
  void wrongUsage_isToldWithWhatThereIs() throws IOException, InterruptedException {
    assertThat(drill(List.of())).isEqualTo(Drill.USAGE);
    assertThat(drill(List.of(), "other")).isEqualTo(Drill.USAGE);
    assertThat(drill(List.of(), "told", "--times", "no")).isEqualTo(Drill.USAGE);

    assertThat(output()).contains("told  {--times=3}").contains("--times no");
    assertThat(folders).isEmpty();
  }
}
