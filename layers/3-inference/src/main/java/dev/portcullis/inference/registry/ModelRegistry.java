package dev.portcullis.inference.registry;

import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.ModelCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models that run in this process, by name. It never changes, and closes none of them: another
 * configuration has another one, which may serve some of the same models.
 */
public final class ModelRegistry implements ModelCatalog {

  private final Map<String, ServedModel> served;

  private ModelRegistry(Map<String, ServedModel> served) {
    this.served = served;
  }

  /**
   * A registry of these models.
   *
   * @throws IllegalArgumentException where two have one name
   */
  public static ModelRegistry of(List<ServedModel> models) {
    var served = new LinkedHashMap<String, ServedModel>();
    for (var model : models) {
      var name = model.model().ref().name();
      if (served.put(name, model) != null) {
        throw new IllegalArgumentException("model " + name + ": stands there twice");
      }
    }
    return new ModelRegistry(served);
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
}
