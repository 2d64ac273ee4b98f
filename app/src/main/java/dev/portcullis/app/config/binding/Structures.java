package dev.portcullis.app.config.binding;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a record's components mean as keys of a mapping. */
final class Structures {

  private Structures() {}

  /**
   * One key.
   *
   * @param name the component's, in snake case
   */
  record Key(String name, RecordComponent component, Shape shape) {

    Optional<String> defaultText() {
      return Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value);
    }

    Optional<String> says() {
      return Optional.ofNullable(component.getAnnotation(Says.class)).map(Says::value);
    }

    Object of(Record record) {
      return call(component.getAccessor(), record);
    }
  }

  static List<Key> keys(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(Structures::key).toList();
  }

  private static Key key(RecordComponent component) {
    var shape = Shape.of(component.getGenericType(), component.getName());
    return new Key(snakeCase(component.getName()), component, shape);
  }

  static String snakeCase(String camelCase) {
    var snake = new StringBuilder(camelCase.length() + 4);
    for (int i = 0; i < camelCase.length(); i++) {
      var c = camelCase.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(c);
    }
    return snake.toString().toLowerCase(Locale.ROOT);
  }

  /** The record that {@code public static X defaults()} gives, where the type has one. */
  static <R extends Record> Optional<R> defaults(Class<R> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.getName().equals("defaults") && m.getParameterCount() == 0)
        .findFirst()
        .map(m -> type.cast(call(m, null)));
  }

  private static Object call(Method method, @org.jspecify.annotations.Nullable Object on) {
    try {
      method.setAccessible(true);
      return method.invoke(on);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(method + " cannot be called", e);
    }
  }

  /**
   * The record with these components.
   *
   * @throws IllegalArgumentException the record's own, where it does not take them
   */
  static <R extends Record> R create(Class<R> type, List<Object> values) {
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof IllegalArgumentException refused
          ? refused
          : new IllegalStateException(type + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }
}
