package dev.portcullis.app.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Has the JVM learn what a start needs, in a process of its own beside a gateway that serves
 * already: the next start takes half the time, and nobody waits for it.
 */
final class Learning {

  /** Set by the launcher where there is something to learn: the launcher itself. */
  private static final String LAUNCHER_PROPERTY = "portcullis.launcher";

  private Learning() {}

  static void begin() throws IOException {
    var launcher = Optional.ofNullable(System.getProperty(LAUNCHER_PROPERTY)).map(Path::of);
    if (launcher.filter(Files::isExecutable).isPresent()) {
      new ProcessBuilder(launcher.get().toString(), "learn")
          .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
    }
  }
}
