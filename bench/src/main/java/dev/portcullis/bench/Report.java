package dev.portcullis.bench;

import dev.portcullis.bench.Result.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A result beside its goals: as a table, as JSON, and in one line. */
record Report(String benchmark, Result result, Goals goals) {

  /** What falls short, in words: figures past their bound, and goals that no figure is for. */
  List<String> shortfalls() {
    var shortfalls = new ArrayList<String>();
    goals
        .byFigure()
        .forEach((name, goal) -> {
          var figure = figure(name);
          if (figure.isEmpty()) {
            shortfalls.add(name + " was not measured");
          } else if (!goal.isKeptBy(figure.get())) {
            var value = Goal.text(figure.get().value());
            shortfalls.add(name + " is " + value + ", not " + goal);
          }
        });
    return shortfalls;
  }

  String table() {
    var table = new StringBuilder();
    for (var figure : result.figures()) {
      var goal = Optional.ofNullable(goals.byFigure().get(figure.name()));
      table.append(
          String.format(
              Locale.ROOT,
              "%-34s %14s %-6s %s%n",
              figure.name(),
              Goal.text(figure.value()),
              figure.unit(),
              goal.map(g -> (g.isKeptBy(figure) ? "ok: " : "SHORT: ") + g).orElse("")));
    }
    return table.toString();
  }

  /** The last line: whether all goals are kept. */
  String conclusion() {
    var shortfalls = shortfalls();
    return shortfalls.isEmpty()
        ? "bench " + benchmark + ": holds"
        : "bench " + benchmark + ": falls short: " + String.join("; ", shortfalls);
  }

  String json() {
    var lines = new ArrayList<String>();
    for (var figure : result.figures()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "    {\"name\": %s, \"value\": %s, \"unit\": %s}",
              quoted(figure.name()),
              Double.isFinite(figure.value()) ? Double.toString(figure.value()) : "null",
              quoted(figure.unit())));
    }
    var head = "{\n  \"benchmark\": " + quoted(benchmark);
    var holds = ",\n  \"holds\": " + shortfalls().isEmpty();
    return head + holds + ",\n  \"figures\": [\n" + String.join(",\n", lines) + "\n  ]\n}\n";
  }

  private Optional<Figure> figure(String name) {
    return result.figures().stream().filter(figure -> figure.name().equals(name)).findFirst();
  }

  /** Names are ours and plain; what JSON must escape in them is these two. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
