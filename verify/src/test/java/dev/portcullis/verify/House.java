package dev.portcullis.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the house stands on disk. */
final class House {

  static final Path ROOT = root();

  /** Every module that has code of ours, in reading order. */
  static final List<String> MODULES =
      List.of(
          "kernel",
          "testkit",
          "layers/1-edge",
          "layers/2-gateway",
          "layers/3-inference",
          "layers/4-monitoring",
          "app",
          "train",
          "bench",
          "verify");

  private House() {}

  private static Path root() {
    for (var here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
      if (Files.exists(here.resolve("layers"))) {
        return here;
      }
    }
    throw new IllegalStateException("run this inside a checkout");
  }

  static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every source file of ours, main and test. */
  static List<Path> sources() {
    return MODULES.stream().flatMap(m -> javaFiles(ROOT.resolve(m).resolve("src"))).toList();
  }

  /** Every main source file of a module. */
  static List<Path> mainSources(String module) {
    return javaFiles(ROOT.resolve(module).resolve("src/main/java")).toList();
  }

  private static Stream<Path> javaFiles(Path folder) {
    if (!Files.exists(folder)) {
      return Stream.empty();
    }
    try (var files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
