package dev.portcullis.app.config.binding;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;

/** A type's own static {@code parse(String)}, through which it stands in a file as one text. */
record Parser(Method method) {

  static Optional<Parser> of(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.getName().equals("parse") && Modifier.isStatic(m.getModifiers()))
        .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {String.class}))
        .filter(m -> type.isAssignableFrom(m.getReturnType()))
        .findFirst()
        .map(Parser::new);
  }

  /**
   * The value that a text stands for.
   *
   * @throws IllegalArgumentException the type's own, where it stands for none
   */
  Object parse(String text) {
    try {
      method.setAccessible(true);
      return method.invoke(null, text);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof IllegalArgumentException refused
          ? refused
          : new IllegalStateException(method + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " cannot be called", e);
    }
  }
}
