package dev.portcullis.app.config;

import dev.portcullis.kernel.ControlFactory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every control that can be installed, by name, in the order of the layers' catalogues. */
public final class Controls {

  private final Map<String, ControlFactory<?>> byName;

  private Controls(Map<String, ControlFactory<?>> byName) {
    this.byName = byName;
  }

  public static Controls of(List<ControlFactory<?>> factories) {
    var byName = new LinkedHashMap<String, ControlFactory<?>>();
    for (var factory : factories) {
      if (byName.put(factory.name(), factory) != null) {
        throw new IllegalArgumentException("control " + factory.name() + " is there twice");
      }
    }
    return new Controls(byName);
  }

  Optional<ControlFactory<?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Collection<String> names() {
    return byName.keySet();
  }

  public Collection<ControlFactory<?>> all() {
    return byName.values();
  }
}
