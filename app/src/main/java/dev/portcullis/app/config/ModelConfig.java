package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import java.nio.file.Path;
import java.util.Optional;

/** A model that runs inside. */
public record ModelConfig(
    @Says("The name that callers use.") String name,
    @Says("Its version.") @Default("1") String version,
    @Says("An ONNX file.") Optional<Path> file,
    @Says("A model that comes with Portcullis.") Optional<Builtin> builtin,
    @Says("What of its answer callers get.") OutputConfig output) {

  /** Models that come with Portcullis. */
  public enum Builtin {
    FASHION,
    MINILM
  }

  public ModelConfig {
    Names.checked("name", name);
    Names.checked("version", version);
    if (file.isPresent() == builtin.isPresent()) {
      throw new IllegalArgumentException(
          "model " + name + " (expected: either `file` or `builtin`)");
    }
  }
}
