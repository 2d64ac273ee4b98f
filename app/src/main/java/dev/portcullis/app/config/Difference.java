package dev.portcullis.app.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value that is not the same in two configurations.
 *
 * @param where by the names of objects, not by their place: moving one is no difference
 */
public record Difference(String where, Kind kind, String before, String after) {

  /** What happened to the value. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /** Everything that differs between two rendered configurations, in the order of the keys. */
  public static List<Difference> between(Map<String, Object> before, Map<String, Object> after) {
    var old = new LinkedHashMap<String, String>();
    var young = new LinkedHashMap<String, String>();
    flatten("", before, old);
    flatten("", after, young);
    var differences = new ArrayList<Difference>();
    old.forEach((where, value) -> compare(where, value, young.get(where), differences));
    young.forEach((where, value) -> {
      if (!old.containsKey(where)) {
        differences.add(new Difference(where, Kind.ADDED, "", value));
      }
    });
    return differences;
  }

  private static void compare(
      String where, String before, @Nullable String after, List<Difference> differences) {
    if (after == null) {
      differences.add(new Difference(where, Kind.REMOVED, before, ""));
    } else if (!before.equals(after)) {
      differences.add(new Difference(where, Kind.CHANGED, before, after));
    }
  }

  private static void flatten(String where, Object value, Map<String, String> leaves) {
    switch (value) {
      case Map<?, ?> fields ->
          fields.forEach((key, field) -> flatten(below(where, key), field, leaves));
      case Collection<?> items when items.stream().allMatch(Difference::hasName) ->
          items.forEach(item -> flatten(where + "[" + name(item) + "]", item, leaves));
      default -> leaves.put(where, value.toString());
    }
  }

  private static String below(String where, Object key) {
    return where.isEmpty() ? key.toString() : where + "." + key;
  }

  private static boolean hasName(Object item) {
    return item instanceof Map<?, ?> fields
        && (fields.containsKey("id") || fields.containsKey("name"));
  }

  private static String name(Object item) {
    var fields = (Map<?, ?>) item;
    var name = fields.containsKey("id") ? fields.get("id") : fields.get("name");
    return Objects.requireNonNull(name).toString();
  }

  @Override
  public String toString() {
    return switch (kind) {
      case ADDED -> "+ " + where + ": " + after;
      case REMOVED -> "- " + where + ": " + before;
      case CHANGED -> "~ " + where + ": " + before + " -> " + after;
    };
  }
}
