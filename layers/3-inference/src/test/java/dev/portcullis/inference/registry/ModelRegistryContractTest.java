package dev.portcullis.inference.registry;

import dev.portcullis.inference.tiny.TinyModels;
import dev.portcullis.kernel.port.ModelCatalog;
import dev.portcullis.testkit.ModelCatalogContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class ModelRegistryContractTest implements ModelCatalogContract {

  @TempDir private Path folder = Path.of("");
  private Loaded loaded = Loaded.from(folder);

  @BeforeEach
  void load() throws IOException {
    Files.write(folder.resolve("c.onnx"), TinyModels.classifier());
    loaded =
        Loaded.from(
            folder, ModelSettings.named("tiny", "c.onnx"), ModelSettings.named("twin", "c.onnx"));
  }

  @AfterEach
  void free() {
    loaded.close();
  }

  @Override
  public ModelCatalog catalog() {
    return loaded.registry();
  }
}
