package dev.portcullis.gateway.apikey;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key was made for; its text says it, so that people see it. */
public enum Environment {
  LIVE,
  TEST,
  /** Made by the demonstration; production refuses it. */
  DEMO;

  /** As it stands in a key's text. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Environment> of(String word) {
    return Arrays.stream(values()).filter(e -> e.word().equals(word)).findFirst();
  }
}
