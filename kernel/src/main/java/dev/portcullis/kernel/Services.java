package dev.portcullis.kernel;

import java.util.Map;
import java.util.Optional;

/** The ports that the wiring offers to factories, by type. */
public final class Services {

  private final Map<Class<?>, Object> services;

  public Services(Map<Class<?>, Object> services) {
    this.services = Map.copyOf(services);
  }

  /** The service; a control whose port is absent is not built, so the configuration is refused. */
  public <T> T service(Class<T> type) {
    return find(type)
        .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + " here"));
  }

  public <T> Optional<T> find(Class<T> type) {
    return Optional.ofNullable(services.get(type)).map(type::cast);
  }
}
