package dev.portcullis.gateway.authz;

import java.util.List;

/**
 * A name in which {@code *} stands for any characters, cut at its stars once. Each piece is taken
 * at the first place it fits, which is never worse than a later one; so nothing is tried twice, and
 * the time is bounded by the two lengths.
 */
final class Glob {

  static final int MAX_CHARACTERS = 128;

  /** A model's name, a colon and a version, each as long as a name may be. */
  static final int MAX_NAME_CHARACTERS = 2 * MAX_CHARACTERS + 1;

  private static final String STAR = "*";

  private final String head;
  private final List<String> middle;
  private final String tail;
  private final int leastCharacters;

  Glob(String pattern) {
    if (pattern.isEmpty() || pattern.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "pattern: " + pattern.length() + " characters (expected: 1.." + MAX_CHARACTERS + ")");
    }
    if (!hasStar(pattern)) {
      throw new IllegalArgumentException("pattern: no star in it (expected: one that has)");
    }
    var pieces = List.of(pattern.split("\\*", -1));
    this.head = pieces.getFirst();
    this.middle = pieces.subList(1, pieces.size() - 1);
    this.tail = pieces.getLast();
    this.leastCharacters = pieces.stream().mapToInt(String::length).sum();
  }

  static boolean hasStar(String pattern) {
    return pattern.contains(STAR);
  }

  boolean matches(String name) {
    return name.length() >= leastCharacters
        && name.length() <= MAX_NAME_CHARACTERS
        && name.startsWith(head)
        && name.endsWith(tail)
        && middleMatches(name);
  }

  private boolean middleMatches(String name) {
    var at = head.length();
    for (var piece : middle) {
      var found = name.indexOf(piece, at);
      if (found < 0) {
        return false;
      }
      at = found + piece.length();
    }
    return at <= name.length() - tail.length();
  }
}
