package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.port.ModelCatalog;
import org.junit.jupiter.api.Test;

/** What every {@link ModelCatalog} does. */
public interface ModelCatalogContract {

  /** One that serves at least one model. */
  ModelCatalog catalog();

  @Test
  default void everyModelThatIsListed_isFound_byNameAndByVersion() {
    assertThat(catalog().models()).isNotEmpty();
    for (var model : catalog().models()) {
      assertThat(catalog().find(model.ref())).contains(model);
      assertThat(catalog().find(ModelRef.of(model.ref().name()))).isPresent();
    }
  }

  @Test
  default void anUnknownModelOrVersion_isNotFound() {
    var known = catalog().models().getFirst().ref();

    assertThat(catalog().find(ModelRef.of("no-such-model"))).isEmpty();
    assertThat(catalog().find(new ModelRef(known.name(), "no-such-version"))).isEmpty();
  }
}
