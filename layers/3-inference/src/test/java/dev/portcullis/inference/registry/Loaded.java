package dev.portcullis.inference.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Models of a test, closed with it. */
record Loaded(ModelRegistry registry, List<ServedModel> models) implements AutoCloseable {

  static Loaded from(Path folder, ModelSettings... settings) {
    var loader = new ModelLoader(folder, Runnable::run);
    var models = new ArrayList<ServedModel>();
    try {
      for (var model : settings) {
        models.add(loader.load(loader.read(model)));
      }
      return new Loaded(ModelRegistry.of(models), models);
    } catch (IllegalArgumentException e) {
      models.forEach(ServedModel::close);
      throw e;
    }
  }

  @Override
  public void close() {
    models.forEach(ServedModel::close);
  }
}
