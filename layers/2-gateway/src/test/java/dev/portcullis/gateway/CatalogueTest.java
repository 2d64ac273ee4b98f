package dev.portcullis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.ControlFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CatalogueTest {

  private static final Path SOURCES = Path.of("src/main/java");

  @Test
  void everyFactoryOfTheLayer_hasALine() throws IOException {
    var listed =
        Catalogue.factories().stream().map(factory -> factory.getClass().getName()).toList();

    assertThat(factorySources()).isNotEmpty().containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void names_areUnique_andPlain() {
    var names = Catalogue.factories().stream().map(ControlFactory::name).toList();

    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z-]*"));
  }

  @Test
  void everyFactory_saysWhatItIsFor() {
    assertThat(Catalogue.factories())
        .allMatch(factory -> factory.summary().endsWith("."))
        .allMatch(factory -> !factory.answers().isEmpty());
  }

  @Test
  void everySettingsRecord_hasDefaults_thatItAccepts() throws Exception {
    for (var factory : Catalogue.factories()) {
      var defaults = factory.settings().getMethod("defaults").invoke(null);

      assertThat(defaults).isInstanceOf(factory.settings());
    }
  }

  private static List<String> factorySources() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("Factory.java"))
          .map(file -> SOURCES.relativize(file).toString())
          .map(path -> path.replace(".java", "").replace('/', '.'))
          .toList();
    }
  }
}
