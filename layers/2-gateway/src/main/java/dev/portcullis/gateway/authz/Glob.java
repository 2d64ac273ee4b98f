package dev.portcullis.gateway.authz;

/**
 * A name in which {@code *} stands for any characters. Each piece between stars is taken at the
 * first place it fits, which is never worse than a later one; so nothing is tried twice, and the
 * time is bounded by the two lengths.
 */
record Glob(String pattern) {

  static final int MAX_CHARACTERS = 128;

  Glob {
    if (pattern.isEmpty() || pattern.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "model: " + pattern.length() + " characters (expected: 1.." + MAX_CHARACTERS + ")");
    }
  }

  boolean matches(String name) {
    if (name.length() > MAX_CHARACTERS) {
      return false;
    }
    var firstStar = pattern.indexOf('*');
    return firstStar < 0
        ? pattern.equals(name)
        : name.startsWith(pattern.substring(0, firstStar)) && restMatches(name, firstStar);
  }

  private boolean restMatches(String name, int firstStar) {
    var at = firstStar;
    var star = firstStar;
    for (var next = nextStar(star); next >= 0; next = nextStar(star)) {
      var piece = pattern.substring(star + 1, next);
      var found = name.indexOf(piece, at);
      if (found < 0) {
        return false;
      }
      at = found + piece.length();
      star = next;
    }
    var tail = pattern.substring(star + 1);
    return name.length() - at >= tail.length() && name.endsWith(tail);
  }

  private int nextStar(int star) {
    return pattern.indexOf('*', star + 1);
  }
}
