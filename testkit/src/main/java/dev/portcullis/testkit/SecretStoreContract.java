package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.port.SecretStore;
import org.junit.jupiter.api.Test;

/** What every {@link SecretStore} does. */
public interface SecretStoreContract {

  /** One that holds this secret under this name, and nothing else. */
  SecretStore holding(String name, Secret secret);

  @Test
  default void aSecretThatIsThere_isFound_andOneThatIsNot_isEmpty() {
    var store = holding("PORTCULLIS_TEST", Secret.of("a secret of some length"));

    assertThat(store.secret("PORTCULLIS_TEST")).contains(Secret.of("a secret of some length"));
    assertThat(store.secret("PORTCULLIS_OTHER")).isEmpty();
    assertThat(store.secret("")).isEmpty();
  }

  @Test
  default void aSecret_isNotSpelledOut() {
    var store = holding("PORTCULLIS_TEST", Secret.of("a secret of some length"));

    assertThat(String.valueOf(store.secret("PORTCULLIS_TEST"))).doesNotContain("length");
  }
}
