package dev.portcullis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The goals of one benchmark, by the name of the figure that each is for. */
record Goals(Map<String, Goal> byFigure) {

  /** Reads the goals of a benchmark; a file that has none for it is refused. */
  static Goals read(Path file, String benchmark) throws IOException {
    var settings = LoadSettings.builder().setLabel(file.toString()).build();
    var all = new Load(settings).loadFromString(Files.readString(file));
    var section = entries(all, file.toString()).get(benchmark);
    if (section == null) {
      throw new IllegalArgumentException(file + ": no goals for " + benchmark);
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
