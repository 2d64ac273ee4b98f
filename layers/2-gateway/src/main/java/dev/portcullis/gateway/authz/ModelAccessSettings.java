package dev.portcullis.gateway.authz;

import java.util.List;

/**
 * What callers may do at all on this policy, whatever their credential says.
 *
 * @param models names of models; {@code *} stands for any characters
 */
public record ModelAccessSettings(List<String> models) {

  public ModelAccessSettings {
    models = List.copyOf(models);
    models.forEach(Glob::new);
  }

  public static ModelAccessSettings defaults() {
    return new ModelAccessSettings(List.of("*"));
  }
}
