package dev.portcullis.app.config.binding;

import dev.portcullis.kernel.port.SecretStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a file may refer to.
 *
 * @param folder what relative paths start from: the file's own folder
 * @param environment for {@code ${NAME}} and {@code ${NAME:-default}}
 * @param secrets for {@code secret://name}
 */
public record Surroundings(Path folder, Map<String, String> environment, SecretStore secrets) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** A folder alone: no environment, no secrets. */
  public static Surroundings of(Path folder) {
    return new Surroundings(folder, Map.of(), _ -> Optional.empty());
  }
}
