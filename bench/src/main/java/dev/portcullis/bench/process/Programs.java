package dev.portcullis.bench.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of other people's that measurements need. */
public final class Programs {

  // Servers are often outside of an ordinary user's PATH.
  private static final List<String> FOLDERS_OF_SERVERS = List.of("/usr/sbin", "/usr/local/sbin");

  private Programs() {}

  /**
   * Where it is.
   *
   * @param debianPackage what to install where it is not
   */
  public static String find(String program, String debianPackage) {
    return search(program, System.getenv().getOrDefault("PATH", ""))
        .orElseThrow(() ->
            new IllegalStateException(
                program + " is not installed (apt-get install " + debianPackage + ")"));
  }

  static Optional<String> search(String program, String path) {
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), FOLDERS_OF_SERVERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
