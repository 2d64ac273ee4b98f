package dev.portcullis.inference.registry;

import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.ModelCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The models that run in this process, by name. It never changes: a reload makes another one, and
 * where that fails, this one keeps serving.
 */
public final class ModelRegistry implements ModelCatalog, AutoCloseable {

  private final Map<String, ServedModel> served;

  private ModelRegistry(Map<String, ServedModel> served) {
    this.served = served;
  }

  /**
   * Loads all of them or none.
   *
   * @param base where file names that are not absolute begin
   * @param workers bounded pool that reads pictures and texts
   * @throws IllegalArgumentException where one can't be served, saying which and why
   */
  public static ModelRegistry load(List<ModelSettings> models, Path base, Executor workers) {
    var loader = new ModelLoader(new ModelFile(base), workers);
    var registry = new ModelRegistry(new LinkedHashMap<>());
    try {
      models.forEach(settings -> registry.add(settings, loader));
      return registry;
    } catch (RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  private void add(ModelSettings settings, ModelLoader loader) {
    try {
      if (served.containsKey(settings.name())) {
        throw new IllegalArgumentException("stands there twice");
      }
      served.put(settings.name(), loader.load(settings));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("model " + settings.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Model> find(ModelRef ref) {
    return Optional.ofNullable(served.get(ref.name()))
        .map(ServedModel::model)
        .filter(model -> ref.version().isEmpty() || ref.version().equals(model.ref().version()));
  }

  @Override
  public List<Model> models() {
    return served.values().stream().map(ServedModel::model).toList();
  }

  /** Everything about them, for status pages. */
  public List<ServedModel> served() {
    return List.copyOf(served.values());
  }

  /** Who runs which, for the guard that nobody gets past. */
  public Map<String, Backend> backends() {
    var backends = new LinkedHashMap<String, Backend>();
    served.forEach((name, model) -> backends.put(name, model.backend()));
    return backends;
  }

  /** Lets runs under way end, and then frees the models. */
  @Override
  public void close() {
    new ArrayList<>(served.values()).forEach(model -> model.backend().close());
  }
}
