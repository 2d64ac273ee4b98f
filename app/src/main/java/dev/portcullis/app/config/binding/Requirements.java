package dev.portcullis.app.config.binding;

/** Which keys must be written. */
final class Requirements {

  private Requirements() {}

  /** Whether the mapping may be left out whole, since none of its keys must be written. */
  static boolean none(Class<? extends Record> type) {
    return Structures.keys(type).stream().noneMatch(key -> isRequired(type, key));
  }

  static boolean isRequired(Class<? extends Record> type, Structures.Key key) {
    if (key.defaultText().isPresent() || Structures.defaults(type).isPresent()) {
      return false;
    }
    return switch (key.shape()) {
      case Shape.Maybe _, Shape.Many _, Shape.Named _, Shape.Open _ -> false;
      case Shape.Structure(var nested) -> !none(nested);
      case Shape.Scalar _ -> true;
    };
  }
}
