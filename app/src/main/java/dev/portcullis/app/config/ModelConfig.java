package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Says;
import dev.portcullis.inference.registry.ModelSettings;
import dev.portcullis.inference.runtime.RunSettings;
import dev.portcullis.inference.vision.PictureSettings;
import java.util.List;
import java.util.Optional;

/** A model that runs inside. */
public record ModelConfig(
    @Says("The name that callers use.") String name,
    @Says("A model that comes with Portcullis.") Optional<Builtin> builtin,
    @Says("An ONNX file; a relative path starts from this file's folder.") Optional<String> file,
    @Says("Its version; absent: what the file says.") Optional<String> version,
    @Says("For a model of text: its tokenizer.json.") Optional<String> tokenizer,
    @Says("The digest that the file must have.") Optional<String> sha256,
    @Says("Names of the classes; absent: what the file says.") List<String> labels,
    @Says("What is done to pictures first; absent: what the file says.") PictureSettings picture,
    @Says("How much of the machine it may use.") RunSettings run) {

  /** Models that come with Portcullis. */
  public enum Builtin {
    FASHION,
    MINILM
  }

  /** The classifier that {@code train fashion} makes. */
  static final String FASHION_FILE = "classpath:models/fashion/fashion.onnx";

  public ModelConfig {
    Names.checked("name", name);
    if (file.isPresent() == builtin.isPresent()) {
      throw new IllegalArgumentException("name: " + name + " (expected: either file or builtin)");
    }
    labels = List.copyOf(labels);
  }

  /** The same as layer 3 takes it. */
  public ModelSettings settings() {
    var shipped = builtin.map(ModelConfig::shipped).orElseGet(ModelSettings::defaults);
    return new ModelSettings(
        name,
        version.orElse(shipped.version()),
        file.orElse(shipped.file()),
        tokenizer.orElse(shipped.tokenizer()),
        sha256.orElse(shipped.sha256()),
        labels,
        picture,
        run);
  }

  private static ModelSettings shipped(Builtin builtin) {
    return switch (builtin) {
      case FASHION -> ModelSettings.named("fashion", FASHION_FILE);
      case MINILM -> ModelSettings.minilm();
    };
  }
}
