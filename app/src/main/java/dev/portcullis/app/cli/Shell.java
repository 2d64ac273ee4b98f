package dev.portcullis.app.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Where a verb was called: what it may write to, and what it may read from. */
record Shell(PrintWriter out, PrintWriter err, Map<String, String> environment, Paint paint) {

  /** Whether output is coloured. */
  enum Paint {
    COLOURED,
    PLAIN
  }

  Shell {
    environment = Map.copyOf(environment);
  }

  static Shell ofProcess() {
    var environment = System.getenv();
    // https://no-color.org, and no colours into a file or a pipe.
    var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    var coloured = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Shell(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        environment,
        coloured ? Paint.COLOURED : Paint.PLAIN);
  }

  void say(String line) {
    out.println(line);
  }

  /** Text in one of the terminal's colours, where it has them. */
  String paint(Colour colour, String text) {
    return paint == Paint.PLAIN ? text : "\u001b[" + colour.code + "m" + text + "\u001b[0m";
  }

  /** Colours by what they say. */
  enum Colour {
    GOOD("32"),
    BAD("31"),
    WARN("33"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }
}
