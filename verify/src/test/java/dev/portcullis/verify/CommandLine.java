package dev.portcullis.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The product's verbs, called as a user calls them. */
final class CommandLine {

  private static final long PATIENCE_SECONDS = 240;

  private CommandLine() {}

  /** How a verb ended, and what it said. */
  record Ended(int code, String out, String err) {}

  static Ended call(List<String> arguments) throws IOException, InterruptedException {
    var out = Files.createTempFile("verb", ".out");
    var err = Files.createTempFile("verb", ".err");
    try {
      var command = new ArrayList<String>();
      command.add(House.ROOT.resolve("portcullis").toString());
      command.addAll(arguments);
      var process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("still running: " + arguments + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** What a verb that must end well said. */
  static String answer(String... arguments) throws IOException, InterruptedException {
    var ended = call(List.of(arguments));
    if (ended.code() != 0) {
      throw new IOException(List.of(arguments) + " ended with " + ended.code() + ended.err());
    }
    return ended.out().strip();
  }
}
