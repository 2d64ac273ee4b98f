package dev.portcullis.gateway.apikey;

import java.util.List;
import java.util.Optional;

/** What a key was made for; its text says it, so that people see it. */
public enum Environment {
  LIVE("live"),
  TEST("test"),
  /** Made by the demonstration; production refuses it. */
  DEMO("demo");

  private static final List<Environment> ALL = List.of(values());

  private final String word;

  Environment(String word) {
    this.word = word;
  }

  /** As it stands in a key's text. */
  public String word() {
    return word;
  }

  public static Optional<Environment> of(String word) {
    return ALL.stream().filter(e -> e.word.equals(word)).findFirst();
  }
}
