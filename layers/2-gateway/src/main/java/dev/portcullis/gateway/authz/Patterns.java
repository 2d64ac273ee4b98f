package dev.portcullis.gateway.authz;

import java.util.Collection;

/** Patterns as somebody wrote them down. */
final class Patterns {

  private Patterns() {}

  /**
   * Returns where each could match something.
   *
   * @throws IllegalArgumentException otherwise, beginning with the key they stand under
   */
  static void check(String key, Collection<String> patterns) {
    for (var pattern : patterns) {
      if (pattern.isEmpty() || pattern.length() > Glob.MAX_CHARACTERS) {
        throw new IllegalArgumentException(
            "%s: %d characters (expected: 1..%d)"
                .formatted(key, pattern.length(), Glob.MAX_CHARACTERS));
      }
    }
  }
}
