package dev.portcullis.app.wiring;

import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.port.SecretStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Secrets as files, one each, in a folder named {@code secrets}: the form in which container
 * platforms hand them over.
 */
public final class SecretFolder implements SecretStore {

  static final long MAX_SECRET_BYTES = 64 * 1024;

  private final Path folder;

  private SecretFolder(Path folder) {
    this.folder = folder;
  }

  /** The secrets that belong to a configuration file. */
  public static SecretFolder beside(Path configuration) {
    return new SecretFolder(configuration.toAbsolutePath().resolveSibling("secrets"));
  }

  @Override
  public Optional<Secret> secret(String name) {
    var file = folder.resolve(name).normalize();
    if (!folder.equals(file.getParent()) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MAX_SECRET_BYTES) {
        throw new IllegalArgumentException(
            "secret `" + name + "` is larger than " + MAX_SECRET_BYTES + " bytes");
      }
      return Optional.of(Secret.of(withoutLineEnd(Files.readAllBytes(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Editors end files with a line end that is no part of the secret. */
  private static byte[] withoutLineEnd(byte[] content) {
    var length = content.length;
    while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
      length--;
    }
    return java.util.Arrays.copyOf(content, length);
  }
}
