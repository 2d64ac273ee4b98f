package dev.portcullis.app.config.binding;

import dev.portcullis.kernel.Stage;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads scalars: text, numbers, durations, sizes, words, secrets, paths. */
final class Scalars {

  private final Surroundings surroundings;
  private final References references;

  Scalars(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.references = new References(surroundings);
  }

  /**
   * The value that a scalar stands for.
   *
   * @throws IllegalArgumentException with a message for the operator, where it stands for none
   */
  Object read(Tree.Text scalar, Shape.Scalar shape) {
    if (shape instanceof Shape.Hidden) {
      return references.secret(scalar.value());
    }
    var text = references.resolve(scalar.value());
    var quoted = scalar.style() == Tree.Style.QUOTED;
    if (quoted ? isUnquoted(shape) : text.isEmpty()) {
      throw unexpected(text, shape);
    }
    return switch (shape) {
      case Shape.Choice(var type) -> choice(text, type);
      case Shape.Parsed(var type) -> parser(type).parse(text);
      case Shape.Words _ -> text;
      case Shape.File _ -> surroundings.folder().resolve(text).normalize();
      case Shape.Hidden _ -> throw new IllegalStateException("secrets were read above");
      case Shape.Whole _,
          Shape.Size _,
          Shape.Decimal _,
          Shape.Truth _,
          Shape.Span _,
          Shape.Address _ ->
          measured(text, shape);
    };
  }

  /** Numbers and truth values are never quoted: {@code "8443"} is text. */
  private static boolean isUnquoted(Shape.Scalar shape) {
    return shape instanceof Shape.Whole
        || shape instanceof Shape.Decimal
        || shape instanceof Shape.Truth;
  }

  private static Object measured(String text, Shape.Scalar shape) {
    try {
      return switch (shape) {
        case Shape.Whole(var type) -> sized(Long.parseLong(text), type);
        case Shape.Size(var type) -> sized(Quantities.bytes(text), type);
        case Shape.Decimal _ -> finite(Double.parseDouble(text));
        case Shape.Truth _ -> truth(text);
        case Shape.Span _ -> Quantities.duration(text);
        case Shape.Address _ -> absolute(URI.create(text));
        case Shape.Words _, Shape.Choice _, Shape.Hidden _, Shape.File _, Shape.Parsed _ -> text;
      };
    } catch (IllegalArgumentException _) {
      // The library's text is for programmers; what was expected is for the operator.
      throw unexpected(text, shape);
    }
  }

  private static Object sized(long number, Class<?> type) {
    if (type == long.class || type == Long.class) {
      return number;
    }
    if (number != (int) number) {
      throw new IllegalArgumentException("more than an int");
    }
    return (int) number;
  }

  private static double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("not finite");
    }
    return number;
  }

  private static boolean truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return text.equals("true");
  }

  private static URI absolute(URI uri) {
    if (!uri.isAbsolute()) {
      throw new IllegalArgumentException("relative");
    }
    return uri;
  }

  private static Parser parser(Class<?> type) {
    return Parser.of(type)
        .orElseThrow(() -> new IllegalStateException(type + " has no parse(String)"));
  }

  private static Object choice(String text, Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("`" + text + "`" + Suggestion.among(words(type), text)));
  }

  static List<String> words(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Scalars::word).toList();
  }

  /** How a constant is written: in lower case, but stages as trail and receipt write them. */
  static String word(Enum<?> constant) {
    return constant instanceof Stage ? constant.name() : constant.name().toLowerCase(Locale.ROOT);
  }

  private static IllegalArgumentException unexpected(String text, Shape shape) {
    var found = text.isEmpty() ? "nothing" : "`" + text + "`";
    return new IllegalArgumentException(found + " (expected: " + expected(shape) + ")");
  }

  /** What belongs at a place, in words for an error. */
  static String expected(Shape shape) {
    return switch (shape) {
      case Shape.Words _, Shape.Parsed _ -> "text";
      case Shape.Whole _ -> "a whole number";
      case Shape.Decimal _ -> "a number";
      case Shape.Truth _ -> "true | false";
      case Shape.Size _ -> "a size such as 64KiB or 1MiB";
      case Shape.Span _ -> "a duration such as 5ms, 60s or 1h";
      case Shape.Choice(var type) -> Suggestion.oneOf(words(type));
      case Shape.Hidden _ -> "${NAME} or secret://name";
      case Shape.File _ -> "a path";
      case Shape.Address _ -> "an absolute URI";
      case Shape.Open _, Shape.Named _, Shape.Structure _ -> "a mapping";
      case Shape.Maybe(var of) -> expected(of);
      case Shape.Many _ -> "a list";
    };
  }
}
