package dev.portcullis.app.config.binding;

import dev.portcullis.kernel.Secret;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Records as the file would say them, with every default written out and no secret shown. */
public final class Rendering {

  private Rendering() {}

  /** A record as YAML; reading it gives the same record again, but for secrets. */
  public static String yaml(Record record) {
    return yaml(plain(record));
  }

  /** Plain values as YAML. */
  public static String yaml(Map<String, Object> fields) {
    var settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setIndent(2)
            .setWidth(100)
            .setSplitLines(false)
            .build();
    return new Dump(settings).dumpToString(fields);
  }

  /** A record as maps, lists, text, numbers and truth values, keys in the record's order. */
  public static Map<String, Object> plain(Record record) {
    var fields = new LinkedHashMap<String, Object>();
    for (var key : Structures.keys(record.getClass())) {
      var value = plain(key.of(record), key.shape());
      if (!isNothing(value)) {
        fields.put(key.name(), value);
      }
    }
    return fields;
  }

  private static Object plain(Object value, Shape shape) {
    return switch (value) {
      case Optional<?> optional when shape instanceof Shape.Maybe(var of) ->
          optional.map(v -> plain(v, of)).orElse("");
      case Number bytes when shape instanceof Shape.Size -> Quantities.text(bytes.longValue());
      default -> plain(value);
    };
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(Rendering::plain).orElse("");
      case Collection<?> values -> values.stream().map(Rendering::plain).toList();
      case Map<?, ?> named -> named(named);
      case Duration duration -> Quantities.text(duration);
      case Enum<?> constant -> Scalars.word(constant);
      case Secret _ -> "***";
      case Section(var tree) -> raw(tree);
      case Record record when isScalar(record) -> record.toString();
      case Record record -> plain(record);
      case Number number -> number;
      case Boolean truth -> truth;
      default -> withoutUserInfo(value.toString());
    };
  }

  /** A URL's user-info is a password more often than not. */
  private static String withoutUserInfo(String text) {
    var scheme = text.indexOf("://");
    var at = text.indexOf('@', Math.max(scheme, 0));
    return scheme > 0 && at > 0 ? text.substring(0, scheme + 3) + "***" + text.substring(at) : text;
  }

  private static boolean isScalar(Record record) {
    return Shape.of(record.getClass(), "") instanceof Shape.Parsed;
  }

  private static Map<String, Object> named(Map<?, ?> values) {
    // Sorted, since immutable maps have another order in every process, and this text is hashed.
    var fields = new TreeMap<String, Object>();
    values.forEach((name, value) -> fields.put(name.toString(), plain(value)));
    return fields;
  }

  private static Object raw(Tree tree) {
    return switch (tree) {
      case Tree.Text(_, var value, _) -> value;
      case Tree.Items(_, var items) -> items.stream().map(Rendering::raw).toList();
      case Tree.Fields(_, var fields) -> {
        var values = new LinkedHashMap<String, Object>();
        fields.forEach(f -> values.put(f.key(), raw(f.value())));
        yield values;
      }
    };
  }

  private static boolean isNothing(Object value) {
    return value.equals("") || value.equals(Map.of());
  }
}
