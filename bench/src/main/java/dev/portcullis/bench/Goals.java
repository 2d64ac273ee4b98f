package dev.portcullis.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The goals of one benchmark, by the name of the figure that each is for. */
record Goals(Map<String, Goal> byFigure) {

  private static final String FILE = "goals.yaml";

  /** The goals that come with the benchmarks, wherever the caller is. */
  static String shipped() throws IOException {
    try (var goals = Goals.class.getClassLoader().getResourceAsStream(FILE)) {
      return new String(
          Objects.requireNonNull(goals, FILE + " is part of the build").readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }

  /** Reads the goals of a benchmark; a text that has none for it is refused. */
  static Goals read(String written, String benchmark) {
    var settings = LoadSettings.builder().setLabel(FILE).build();
    var section = entries(new Load(settings).loadFromString(written), FILE).get(benchmark);
    if (section == null) {
      throw new IllegalArgumentException(FILE + ": no goals for " + benchmark);
    }
    var goals = new LinkedHashMap<String, Goal>();
    entries(section, benchmark).forEach((figure, goal) -> goals.put(figure, goal(figure, goal)));
    return new Goals(goals);
  }

  private static Goal goal(String figure, Object written) {
    var bounds = entries(written, figure);
    if (bounds.size() == 1 && bounds.get("at_most") instanceof Number most) {
      return new Goal.AtMost(most.doubleValue());
    }
    if (bounds.size() == 1 && bounds.get("at_least") instanceof Number least) {
      return new Goal.AtLeast(least.doubleValue());
    }
    throw new IllegalArgumentException(
        figure + ": " + bounds + " (expected: {at_most: N} or {at_least: N})");
  }

  private static Map<String, Object> entries(Object written, String where) {
    if (!(written instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(where + ": " + written + " (expected: a mapping)");
    }
    var entries = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> entries.put(String.valueOf(name), value));
    return entries;
  }
}
