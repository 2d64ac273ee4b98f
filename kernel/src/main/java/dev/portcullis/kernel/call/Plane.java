package dev.portcullis.kernel.call;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a credential is for: to ask models, to bring data that models learn from, or to manage the
 * models themselves. Planes never mix: who may ask a model a question must not, with the same
 * credential, be able to change what it answers.
 */
public enum Plane {
  INFERENCE("inference:"),
  TRAINING("training:"),
  MODEL("model:");

  private static final String EVERYTHING = "*";

  private final String prefix;

  Plane(String prefix) {
    this.prefix = prefix;
  }

  /** The plane of a scope such as {@code training:upload}; scopes of other systems have none. */
  public static Optional<Plane> of(String scope) {
    for (var plane : values()) {
      if (scope.length() > plane.prefix.length() && scope.startsWith(plane.prefix)) {
        return Optional.of(plane);
      }
    }
    return Optional.empty();
  }

  /** The planes that these scopes reach into, together. */
  public static Set<Plane> spannedBy(Collection<String> scopes) {
    var planes = EnumSet.noneOf(Plane.class);
    scopes.forEach(scope -> of(scope).ifPresent(planes::add));
    return planes;
  }

  /** The scope that stands for every operation of the plane, such as {@code model:*}. */
  public String everything() {
    return scope(EVERYTHING);
  }

  String scope(String action) {
    return prefix + action;
  }
}
