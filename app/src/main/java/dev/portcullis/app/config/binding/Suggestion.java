package dev.portcullis.app.config.binding;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** "Did you mean …?": the known name nearest to one that is not known. */
public final class Suggestion {

  private Suggestion() {}

  /** The sentence's end for an unknown name: the nearest known name, or all that are known. */
  public static String among(Collection<String> known, String unknown) {
    return nearest(known, unknown)
        .map(name -> "; did you mean `" + name + "`?")
        .orElseGet(() -> " (expected: " + oneOf(known) + ")");
  }

  /** Names as an alternative: {@code a | b | c}, or that there are none. */
  public static String oneOf(Collection<String> names) {
    return names.isEmpty() ? "none is defined" : String.join(" | ", names);
  }

  static Optional<String> nearest(Collection<String> known, String unknown) {
    var most = Math.max(1, unknown.length() / 3);
    return known.stream()
        .filter(name -> distance(name, unknown) <= most)
        .min(Comparator.comparingInt(name -> distance(name, unknown)));
  }

  /** Edits between two words, a swap of neighbours being one (optimal string alignment). */
  static int distance(String a, String b) {
    var rows = List.of(new int[b.length() + 1], new int[b.length() + 1], new int[b.length() + 1]);
    for (int j = 0; j <= b.length(); j++) {
      rows.getFirst()[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      var row = rows.get(i % 3);
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        row[j] = cell(a, b, i, j, rows);
      }
    }
    return rows.get(a.length() % 3)[b.length()];
  }

  private static int cell(String a, String b, int i, int j, List<int[]> rows) {
    var row = rows.get(i % 3);
    var above = rows.get((i + 2) % 3);
    var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    var least = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
    var swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, rows.get((i + 1) % 3)[j - 2] + 1) : least;
  }
}
