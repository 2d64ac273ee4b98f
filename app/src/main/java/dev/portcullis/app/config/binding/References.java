package dev.portcullis.app.config.binding;

import dev.portcullis.kernel.Secret;
import java.util.Optional;

/** Puts what {@code ${NAME}} and {@code secret://name} refer to in their place. */
final class References {

  private static final String SECRET_SCHEME = "secret://";

  private final Surroundings surroundings;

  References(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * The text with every reference to a variable replaced, with a default or without; a doubled
   * dollar sign stands for one.
   *
   * @throws IllegalArgumentException that names the variable which is not set
   */
  String resolve(String text) {
    var resolved = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      var open = text.indexOf("${", at);
      if (open < 0) {
        return resolved.append(text, at, text.length()).toString();
      }
      if (open > at && text.charAt(open - 1) == '$') {
        resolved.append(text, at, open - 1).append("${");
        at = open + 2;
        continue;
      }
      var close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("`${` is never closed (expected: ${NAME})");
      }
      resolved.append(text, at, open).append(variable(text.substring(open + 2, close)));
      at = close + 1;
    }
    return resolved.toString();
  }

  private String variable(String reference) {
    var dash = reference.indexOf(":-");
    var name = dash < 0 ? reference : reference.substring(0, dash);
    var value = Optional.ofNullable(surroundings.environment().get(name)).filter(v -> !v.isEmpty());
    if (value.isEmpty() && dash < 0) {
      throw new IllegalArgumentException(
          "environment variable "
              + name
              + " is not set (expected: a value, or ${"
              + name
              + ":-default})");
    }
    return value.orElseGet(() -> reference.substring(dash + 2));
  }

  /**
   * The secret that a text refers to.
   *
   * @throws IllegalArgumentException where it refers to none, without the text: it may be a secret
   */
  Secret secret(String text) {
    if (text.startsWith(SECRET_SCHEME)) {
      var name = text.substring(SECRET_SCHEME.length());
      return surroundings
          .secrets()
          .secret(name)
          .orElseThrow(() -> new IllegalArgumentException("there is no secret `" + name + "`"));
    }
    if (text.startsWith("${") && text.indexOf('}') == text.length() - 1) {
      return Secret.of(resolve(text));
    }
    throw new IllegalArgumentException(
        "a secret is written out in the file (expected: ${NAME} or secret://name)");
  }
}
