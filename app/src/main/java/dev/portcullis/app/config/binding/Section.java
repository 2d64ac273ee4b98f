package dev.portcullis.app.config.binding;

import java.util.List;

/** A part of the file that is bound later, when it is known to what. */
public record Section(Tree tree) {

  /** A section in which nothing is said. */
  public static Section empty() {
    return new Section(new Tree.Fields(Place.START, List.of()));
  }
}
