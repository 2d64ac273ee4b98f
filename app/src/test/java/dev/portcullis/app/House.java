package dev.portcullis.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the sources stand, wherever a test was started from. */
public final class House {

  private House() {}

  /** The folder that holds the launcher. */
  public static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("layers")))
        .findFirst()
        .orElseThrow();
  }
}
