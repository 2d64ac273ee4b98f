package dev.portcullis.app.cli;

import dev.portcullis.app.own.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What to try next, as lines that can be pasted into another terminal. */
final class Hints {

  private static final Path USUAL_DATA = Path.of(".portcullis");
  private static final String CALL =
      "  curl --cacert \"$PORTCULLIS_CA\" -H \"Authorization: Bearer $PORTCULLIS_KEY\" \\";
  private static final String JSON = "    -H 'content-type: application/json' -d %s \\";

  private Hints() {}

  static List<String> ofDemo(Path data) {
    var lines = begun(data);
    lines.add(CALL);
    lines.add(JSON.formatted("@examples/requests/boot.json"));
    lines.add("    \"$PORTCULLIS_URL/v1/models/fashion:predict\"");
    lines.add("  ./portcullis demo" + option(data) + "      three good calls, eleven attacks");
    return ended(lines, data);
  }

  /** For a server of somebody's own. */
  static List<String> of(Dialect dialect, Path data) {
    var lines = begun(data);
    lines.add(CALL);
    switch (dialect) {
      case Dialect.Oip _ -> lines.add("    \"$PORTCULLIS_URL/v2\"");
      case Dialect.OpenAi(var models) -> {
        lines.add(JSON.formatted(chat(models.isEmpty() ? "MODEL" : models.getFirst())));
        lines.add("    \"$PORTCULLIS_URL/v1/chat/completions\"");
      }
      case Dialect.Documented(var paths) -> lines.addAll(documented(paths.getFirst()));
      case Dialect.Undocumented _ -> lines.add("    \"$PORTCULLIS_URL/\"");
    }
    return ended(lines, data);
  }

  private static String chat(String model) {
    return "'{\"model\":\""
        + model
        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'";
  }

  private static List<String> documented(Dialect.Path path) {
    var url = "    \"$PORTCULLIS_URL" + path.pattern() + "\"";
    return path.methods().contains("GET")
        ? List.of(url)
        : List.of(
            "    -X " + path.methods().iterator().next() + " \\", JSON.formatted("'{}'"), url);
  }

  private static List<String> begun(Path data) {
    var lines = new ArrayList<String>();
    lines.add("Try, in another terminal:");
    lines.add("  . " + data.resolve("demo.env"));
    return lines;
  }

  private static List<String> ended(List<String> lines, Path data) {
    lines.add("  ./portcullis tail" + option(data) + "      decisions as they are made");
    lines.add("Ctrl-C ends it.");
    return lines;
  }

  private static String option(Path data) {
    return data.equals(USUAL_DATA) ? "" : " --data " + data;
  }
}
