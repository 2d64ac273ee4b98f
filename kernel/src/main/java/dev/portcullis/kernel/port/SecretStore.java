package dev.portcullis.kernel.port;

import dev.portcullis.kernel.Secret;
import java.util.Optional;

/** Secrets by name: from an encrypted file, the environment, or a vault. */
@FunctionalInterface
public interface SecretStore {
  Optional<Secret> secret(String name);
}
