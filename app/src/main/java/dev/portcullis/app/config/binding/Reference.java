package dev.portcullis.app.config.binding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record's keys for people who write files: what each takes, and what it is where it is absent.
 */
public final class Reference {

  private Reference() {}

  /** One key. */
  public record Row(String key, String takes, String absent) {}

  public static List<Row> rows(Class<? extends Record> type) {
    return Structures.keys(type).stream().map(key -> row(type, key)).toList();
  }

  private static Row row(Class<? extends Record> type, Structures.Key key) {
    var absent =
        key.defaultText()
            .or(() ->
                Structures.defaults(type).map(d -> oneLine(Rendering.plain(d).get(key.name()))))
            .orElse("");
    return new Row(
        key.name(),
        Scalars.expected(key.shape()).replace("|", "or"),
        absent.isEmpty() ? "" : "`" + absent + "`");
  }

  private static String oneLine(@Nullable Object value) {
    return value == null ? "" : value.toString().replace("=", ": ");
  }
}
