package dev.portcullis.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong in a page of Prometheus's text format, version 0.0.4. */
public final class PrometheusText {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(.*)})?"
              + " (NaN|[+-]Inf|-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
  private static final Set<String> TYPES =
      Set.of("counter", "gauge", "histogram", "summary", "untyped");

  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> types = new HashMap<>();
  private final Set<String> helped = new HashSet<>();
  private final Set<String> series = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private String family = "";

  private PrometheusText() {}

  /** Every problem of a page, with its line; none where it is valid. */
  public static List<String> problems(String page) {
    var text = new PrometheusText();
    if (!page.endsWith("\n")) {
      text.problems.add("the last line does not end");
    }
    page.lines().forEach(text::line);
    return text.problems;
  }

  private void line(String line) {
    if (line.startsWith("# HELP ")) {
      begin(line.split(" ", 4)[2]);
      require(helped.add(family), "a second HELP", line);
    } else if (line.startsWith("# TYPE ")) {
      var words = line.split(" ", 4);
      begin(words[2]);
      require(TYPES.contains(words[3]), "unknown type", line);
      require(types.put(family, words[3]) == null, "a second TYPE", line);
    } else if (!line.startsWith("#") && !line.isEmpty()) {
      sample(line);
    }
  }

  private void begin(String name) {
    require(NAME.matcher(name).matches(), "bad name", name);
    if (!name.equals(family)) {
      ended.add(family);
      require(!ended.contains(name), "lines of a family stand apart", name);
      family = name;
    }
  }

  private void sample(String line) {
    var sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      problems.add("no sample: " + line);
      return;
    }
    require(belongs(sample.group(1)), "no TYPE before it", line);
    require(series.add(line.substring(0, line.lastIndexOf(' '))), "stands twice", line);
    if (sample.group(3) != null) {
      labels(sample.group(3), line);
    }
  }

  private void labels(String text, String line) {
    var names = new HashSet<String>();
    var label = LABEL.matcher(text);
    int end = 0;
    while (end < text.length() && label.find(end) && label.start() == end) {
      require(names.add(label.group(1)), "a label stands twice", line);
      end = label.end();
    }
    require(end == text.length(), "bad labels", line);
  }

  private boolean belongs(String name) {
    var type = types.getOrDefault(family, "");
    return switch (type) {
      case "histogram" ->
          Set.of(family + "_bucket", family + "_sum", family + "_count").contains(name);
      case "summary" -> Set.of(family, family + "_sum", family + "_count").contains(name);
      case "counter", "gauge", "untyped" -> name.equals(family);
      default -> false;
    };
  }

  private void require(boolean holds, String problem, String line) {
    if (!holds) {
      problems.add(problem + ": " + line);
    }
  }
}
