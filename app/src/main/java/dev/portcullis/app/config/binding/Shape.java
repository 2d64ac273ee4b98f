package dev.portcullis.app.config.binding;

import dev.portcullis.kernel.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What may stand at a place of the file, read from a record's components. */
sealed interface Shape {

  /** One word, number or line. */
  sealed interface Scalar extends Shape {}

  /** Text. */
  record Words() implements Scalar {}

  /** A whole number: int or long. */
  record Whole(Class<?> type) implements Scalar {}

  /** A number. */
  record Decimal() implements Scalar {}

  /** {@code true} or {@code false}. */
  record Truth() implements Scalar {}

  /** So many bytes, such as {@code 1MiB}; an int or a long whose name is, or ends in, bytes. */
  record Size(Class<?> type) implements Scalar {}

  /** A duration, such as {@code 60s}. */
  record Span() implements Scalar {}

  /** One of an enum's constants, in lower case. */
  record Choice(Class<? extends Enum<?>> type) implements Scalar {}

  /** A secret, which a file only ever refers to. */
  record Hidden() implements Scalar {}

  /** A path; a relative one starts from the file's folder. */
  record File() implements Scalar {}

  /** An absolute URI. */
  record Address() implements Scalar {}

  /** A type of its own, with a static {@code parse(String)}. */
  record Parsed(Class<?> type) implements Scalar {}

  /** Anything: bound later. */
  record Open() implements Shape {}

  /** A value, or nothing. */
  record Maybe(Shape of) implements Shape {}

  /** A list of values, or a set. */
  record Many(Shape of, Class<?> collection) implements Shape {}

  /** Values by name. */
  record Named(Shape of) implements Shape {}

  /** A mapping with known keys. */
  record Structure(Class<? extends Record> type) implements Shape {}

  /** The shape of a record's component: its type, and for a size its name. */
  static Shape of(Type type, String component) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic, component);
    }
    if (type instanceof Class<?> plain) {
      return ofClass(plain, component);
    }
    throw new IllegalStateException(component + ": no shape for " + type);
  }

  private static Shape ofGeneric(ParameterizedType type, String component) {
    var arguments = type.getActualTypeArguments();
    var raw = type.getRawType();
    if (raw == Optional.class) {
      return new Maybe(of(arguments[0], component));
    }
    if (raw == List.class || raw == Set.class) {
      return new Many(of(arguments[0], component), (Class<?>) raw);
    }
    if (raw == Map.class && arguments[0] == String.class) {
      return new Named(of(arguments[1], component));
    }
    throw new IllegalStateException(component + ": no shape for " + type);
  }

  private static Shape ofClass(Class<?> type, String component) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return isSize(component) ? new Size(type) : new Whole(type);
    }
    if (type.isEnum()) {
      @SuppressWarnings("unchecked")
      var choice = (Class<? extends Enum<?>>) type;
      return new Choice(choice);
    }
    return SCALARS.containsKey(type) ? SCALARS.get(type) : ofOwn(type);
  }

  private static boolean isSize(String component) {
    return component.endsWith("Bytes") || component.equals("bytes");
  }

  private static Shape ofOwn(Class<?> type) {
    return type.isRecord() && !isOneValue(type)
        ? new Structure(type.asSubclass(Record.class))
        : new Parsed(type);
  }

  /**
   * A record of one text component that can parse itself, such as an address block, is a scalar.
   */
  private static boolean isOneValue(Class<?> type) {
    return Parser.of(type).isPresent() && type.getRecordComponents().length == 1;
  }

  /** The types that need no look at their name. */
  Map<Class<?>, Shape> SCALARS =
      Map.of(
          String.class, new Words(),
          double.class, new Decimal(),
          Double.class, new Decimal(),
          boolean.class, new Truth(),
          Boolean.class, new Truth(),
          Duration.class, new Span(),
          Secret.class, new Hidden(),
          Path.class, new File(),
          URI.class, new Address(),
          Section.class, new Open());
}
