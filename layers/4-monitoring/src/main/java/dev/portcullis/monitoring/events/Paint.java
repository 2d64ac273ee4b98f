package dev.portcullis.monitoring.events;

import java.io.Console;
import java.util.Optional;

/** Colours for a terminal, or none for a file or a pipe. */
public enum Paint {
  COLOURED,
  PLAIN;

  private static final String RESET = "\u001b[0m";

  /** Coloured where standard output is a terminal and {@code NO_COLOR} is not set. */
  public static Paint ofTerminal() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return terminal && System.getenv("NO_COLOR") == null ? COLOURED : PLAIN;
  }

  String good(String text) {
    return paint("\u001b[32m", text);
  }

  String bad(String text) {
    return paint("\u001b[31m", text);
  }

  String odd(String text) {
    return paint("\u001b[33m", text);
  }

  String dim(String text) {
    return paint("\u001b[2m", text);
  }

  private String paint(String colour, String text) {
    return switch (this) {
      case COLOURED -> colour + text + RESET;
      case PLAIN -> text;
    };
  }
}
