package dev.portcullis.app.config.binding;

import java.util.List;
import java.util.Optional;

/** A value of a configuration file, and where it stands. */
public sealed interface Tree {

  Place place();

  /**
   * A scalar as it was written; {@code ~}, {@code null} and nothing at all are empty plain text.
   */
  record Text(Place place, String value, Style style) implements Tree {}

  /** How a scalar was written: a quoted {@code "8443"} is text, never a number. */
  enum Style {
    PLAIN,
    QUOTED
  }

  /** A list. */
  record Items(Place place, List<Tree> items) implements Tree {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A mapping, in the file's order. */
  record Fields(Place place, List<Field> fields) implements Tree {
    public Fields {
      fields = List.copyOf(fields);
    }

    Optional<Tree> field(String key) {
      return fields.stream().filter(f -> f.key().equals(key)).findFirst().map(Field::value);
    }
  }

  /** A key and its value. */
  record Field(Place place, String key, Tree value) {}

  /** Where the value at this pointer stands, or where the nearest value around it does. */
  default Place placeOf(String pointer) {
    var here = this;
    for (var next = here.towards(pointer); next.isPresent(); next = here.towards(pointer)) {
      here = next.get();
    }
    return new Place(here.place().line(), here.place().column(), pointer);
  }

  private Optional<Tree> towards(String pointer) {
    return children().stream()
        .filter(child ->
            pointer.equals(child.place().pointer())
                || pointer.startsWith(child.place().pointer() + "/"))
        .findFirst();
  }

  private List<Tree> children() {
    return switch (this) {
      case Text _ -> List.of();
      case Items(_, var items) -> items;
      case Fields(_, var fields) -> fields.stream().map(Field::value).toList();
    };
  }

  /** What it is, in words for an error. */
  default String words() {
    return switch (this) {
      case Text(_, var value, _) -> value.isEmpty() ? "nothing" : "`" + value + "`";
      case Items _ -> "a list";
      case Fields _ -> "a mapping";
    };
  }
}
