package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is installed can be read in one place. */
final class ControlsTest {

  private static final List<String> LAYERS =
      List.of("layers/1-edge", "layers/2-gateway", "layers/3-inference", "layers/4-monitoring");

  @Test
  void everyFactory_hasItsLineInTheCatalogueOfItsLayer() {
    var missing = new TreeSet<String>();
    for (var layer : LAYERS) {
      var sources = House.mainSources(layer);
      var catalogue =
          sources.stream()
              .filter(f -> f.endsWith("Catalogue.java"))
              .map(ControlsTest::text)
              .findFirst()
              .orElse("");
      sources.stream()
          .filter(f -> text(f).contains("implements ControlFactory<"))
          .map(f -> f.getFileName().toString().replace(".java", ""))
          .filter(name -> !catalogue.contains("new " + name + "("))
          .forEach(name -> missing.add(layer + ": " + name));
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyControl_hasATest_thatHonoursTheContractOfControls() {
    var missing = new TreeSet<String>();
    for (var layer : LAYERS) {
      var tests = House.sources().stream().filter(f -> f.startsWith(House.ROOT.resolve(layer)));
      var contracts =
          tests.map(ControlsTest::text).filter(t -> t.contains("ControlContract")).toList();
      for (var control : House.mainSources(layer)) {
        var name = control.getFileName().toString().replace(".java", "");
        if (name.endsWith("Control")
            && text(control).contains("implements Control.")
            && contracts.stream().noneMatch(t -> t.contains(name))) {
          missing.add(layer + ": " + name);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  private static String text(Path file) {
    return House.read(House.ROOT.relativize(file).toString());
  }
}
