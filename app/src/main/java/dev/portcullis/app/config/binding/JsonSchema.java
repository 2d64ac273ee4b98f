package dev.portcullis.app.config.binding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JSON Schema (2020-12) of a file that binds to a record, for completion in editors. */
public final class JsonSchema {

  private JsonSchema() {}

  /** The schema of a mapping that binds to this type. */
  public static Map<String, Object> of(Class<? extends Record> type) {
    var properties = new LinkedHashMap<String, Object>();
    var keys = Structures.keys(type);
    for (var key : keys) {
      properties.put(key.name(), property(type, key));
    }
    var required =
        keys.stream()
            .filter(key -> Requirements.isRequired(type, key))
            .map(Structures.Key::name)
            .toList();
    var schema = typed("object");
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static Map<String, Object> property(Class<? extends Record> type, Structures.Key key) {
    var schema = new LinkedHashMap<>(of(key.shape()));
    key.says().ifPresent(sentence -> schema.put("description", sentence));
    defaultOf(type, key).forEach(value -> schema.put("default", value));
    return schema;
  }

  private static Stream<Object> defaultOf(Class<? extends Record> type, Structures.Key key) {
    if (key.defaultText().isPresent()) {
      return key.defaultText().stream().map(Object.class::cast);
    }
    return Structures.defaults(type).stream()
        .map(Rendering::plain)
        .filter(defaults -> defaults.containsKey(key.name()))
        .map(defaults -> defaults.get(key.name()));
  }

  private static Map<String, Object> of(Shape shape) {
    return switch (shape) {
      case Shape.Words _, Shape.File _, Shape.Parsed _ -> typed("string");
      case Shape.Whole _ -> typed("integer");
      case Shape.Decimal _ -> typed("number");
      case Shape.Truth _ -> typed("boolean");
      case Shape.Size _ -> matching(List.of("string", "integer"), "^[0-9]+ ?([KMG]i?)?B?$|\\$\\{");
      case Shape.Span _ -> matching("^[0-9]+ ?(d|h|m|s|ms|us|ns)$|\\$\\{");
      case Shape.Choice(var type) -> Map.of("enum", Scalars.words(type));
      case Shape.Hidden _ -> matching("^(\\$\\{.+\\}|secret://.+)$");
      case Shape.Address _ -> matching("^[a-z][a-z0-9+.-]*:|\\$\\{");
      case Shape.Open _ -> typed("object");
      case Shape.Maybe(var of) -> of(of);
      case Shape.Many(var of, _) -> many(of);
      case Shape.Named(var of) -> {
        var schema = typed("object");
        schema.put("additionalProperties", of(of));
        yield schema;
      }
      case Shape.Structure(var type) -> structure(type);
    };
  }

  private static Map<String, Object> many(Shape of) {
    var list = typed("array");
    list.put("items", of(of));
    return of instanceof Shape.Scalar ? Map.of("anyOf", List.of(of(of), list)) : list;
  }

  private static Map<String, Object> structure(Class<? extends Record> type) {
    return Parser.of(type).isPresent()
        ? Map.of("anyOf", List.of(typed("string"), of(type)))
        : of(type);
  }

  private static Map<String, Object> matching(String pattern) {
    return matching("string", pattern);
  }

  private static Map<String, Object> matching(Object type, String pattern) {
    var schema = typed(type);
    schema.put("pattern", pattern);
    return schema;
  }

  private static Map<String, Object> typed(Object type) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", type);
    return schema;
  }
}
