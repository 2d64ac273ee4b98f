package dev.portcullis.bench.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A drill that can be run by its name. */
interface Exercise {

  String name();

  /** Its settings on the command line, and their defaults. */
  Map<String, Integer> defaults();

  /**
   * Runs it, and prints what was seen.
   *
   * @param folder empty, and removed afterwards
   * @return what the gateway did not withstand, in words; nothing where it passed
   */
  List<String> run(Settings settings, Path folder, PrintStream out)
      throws IOException, InterruptedException;
}
