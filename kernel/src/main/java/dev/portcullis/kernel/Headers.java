package dev.portcullis.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Header fields of a message: names in lower case, values in the order they came. */
public final class Headers {

  private static final Headers EMPTY = new Headers(Map.of());

  private final Map<String, List<String>> fields;

  private Headers(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  public static Headers empty() {
    return EMPTY;
  }

  /** Fields from name-value pairs, repeated names in order. */
  public static Headers of(Iterable<? extends Map.Entry<String, String>> pairs) {
    var fields = new TreeMap<String, List<String>>();
    for (var pair : pairs) {
      var name = pair.getKey().toLowerCase(Locale.ROOT);
      fields.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(pair.getValue());
    }
    return new Headers(fields);
  }

  public static Headers of(Map<String, String> pairs) {
    return of(pairs.entrySet());
  }

  /** The header's value, or empty where it is absent <em>or repeated</em>: we never guess. */
  public Optional<String> header(String name) {
    var values = all(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  public Iterable<String> names() {
    return fields.keySet();
  }
}
