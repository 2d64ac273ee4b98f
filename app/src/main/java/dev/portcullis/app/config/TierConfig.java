package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Says;
import java.util.List;

/** The limits that an API key's tier stands for. */
public record TierConfig(
    @Says("Its name, for keys.") String name,
    @Says("Windows that all hold at once.") List<WindowConfig> limits) {
  public TierConfig {
    Names.checked("name", name);
    limits = List.copyOf(limits);
  }
}
