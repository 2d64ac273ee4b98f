package dev.portcullis.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.port.SecretStore;
import dev.portcullis.testkit.SecretStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretFolderTest implements SecretStoreContract {

  @TempDir private Path folder = Path.of("");

  @Override
  public SecretStore holding(String name, Secret secret) {
    write(name, new String(secret.reveal(Secret.Purpose.DECRYPT), UTF_8));
    return store();
  }

  @Test
  void theLineEndOfAnEditor_isNoPartOfASecret() {
    write("token", "hush\r\n");

    assertThat(store().secret("token")).contains(Secret.of("hush"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../gate.yaml", "sub/token", "..", ".", "/etc/hostname", "sub"})
  void nothingButAFileOfTheFolder_isASecret(String name) throws IOException {
    write("token", "hush");
    Files.writeString(folder.resolve("gate.yaml"), "version: 1");
    Files.createDirectories(folder.resolve("secrets/sub"));
    Files.writeString(folder.resolve("secrets/sub/token"), "hush");

    assertThat(store().secret(name)).isEmpty();
  }

  @Test
  void aFileThatIsTooLarge_isRefused_byItsName() {
    write("dump", "x".repeat((int) SecretFolder.MAX_SECRET_BYTES + 1));

    assertThatThrownBy(() -> store().secret("dump"))
        .hasMessage("secret `dump` is larger than 65536 bytes");
  }

  private SecretFolder store() {
    return SecretFolder.beside(folder.resolve("gate.yaml"));
  }

  private void write(String name, String text) {
    try {
      var secrets = Files.createDirectories(folder.resolve("secrets"));
      Files.writeString(secrets.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
