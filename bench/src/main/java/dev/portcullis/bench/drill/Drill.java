package dev.portcullis.bench.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** {@code drill NAME}: puts a gateway of its own under attack, and says whether it held. */
public final class Drill {

  static final int HELD = 0;
  static final int BROKE = 1;
  static final int USAGE = 2;

  /** Every drill, a line each. */
  static final List<Exercise> ALL = List.of(new SlowDrill(), new CrashDrill());

  private final List<Exercise> exercises;
  private final PrintStream out;

  Drill(List<Exercise> exercises, PrintStream out) {
    this.exercises = exercises;
    this.out = out;
  }

  /** Exits with 0 where the gateway held, 1 where it did not, 2 where it was asked wrongly. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(new Drill(ALL, new PrintStream(System.out, true)).run(List.of(arguments)));
  }

  int run(List<String> arguments) throws IOException, InterruptedException {
    for (var exercise : exercises) {
      if (!arguments.isEmpty() && exercise.name().equals(arguments.getFirst())) {
        return run(exercise, arguments.subList(1, arguments.size()));
      }
    }
    usage();
    return USAGE;
  }

  private int run(Exercise exercise, List<String> arguments)
      throws IOException, InterruptedException {
    Settings settings;
    try {
      settings = Settings.parse(arguments, exercise.defaults());
    } catch (IllegalArgumentException e) {
      out.println("drill " + exercise.name() + ": " + e.getMessage());
      return USAGE;
    }
    var folder = Files.createTempDirectory("portcullis-drill");
    try {
      var failures = exercise.run(settings, folder, out);
      out.println("drill " + exercise.name() + ": " + conclusion(failures));
      return failures.isEmpty() ? HELD : BROKE;
    } finally {
      delete(folder);
    }
  }

  private static String conclusion(List<String> failures) {
    return failures.isEmpty() ? "holds" : "falls short: " + String.join("; ", failures);
  }

  private void usage() {
    out.println("usage: drill NAME [--SETTING NUMBER]...");
    for (var exercise : exercises) {
      out.println("  " + exercise.name() + "  " + exercise.defaults());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
