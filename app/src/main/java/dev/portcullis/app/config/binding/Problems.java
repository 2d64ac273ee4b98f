package dev.portcullis.app.config.binding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong, so that it can be mended in one go. */
public final class Problems {

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  /**
   * An empty collection.
   *
   * @param file how messages name the file
   */
  public Problems(String file) {
    this.file = file;
  }

  public void at(Place place, String message) {
    found.add(new Problem(place, message));
  }

  public boolean none() {
    return found.isEmpty();
  }

  /**
   * Returns if nothing is wrong.
   *
   * @throws ConfigException otherwise, with every problem in the file's order
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw asException();
    }
  }

  ConfigException asException() {
    var inOrder =
        found.stream()
            .sorted(
                Comparator.comparingInt((Problem p) -> p.place().line())
                    .thenComparingInt(p -> p.place().column()))
            .toList();
    return new ConfigException(file, inOrder);
  }
}
