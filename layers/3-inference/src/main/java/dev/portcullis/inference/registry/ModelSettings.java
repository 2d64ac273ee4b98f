package dev.portcullis.inference.registry;

import dev.portcullis.inference.runtime.RunSettings;
import dev.portcullis.inference.vision.PictureSettings;
import java.util.List;

/**
 * A model to serve.
 *
 * @param name what clients call it
 * @param version what it is called beside its name; empty: what its file says, or else 1
 * @param file an ONNX file, or {@code classpath:NAME} for one that comes with a library
 * @param tokenizer for models of text, their {@code tokenizer.json}, named like {@code file}
 * @param sha256 the digest that the file must have; empty: any, and it is shown
 * @param labels names of the classes in the order of the model's scores; none: what its file says
 * @param picture what is done to pictures first; as by default: what its file says
 */
public record ModelSettings(
    String name,
    String version,
    String file,
    String tokenizer,
    String sha256,
    List<String> labels,
    PictureSettings picture,
    RunSettings run) {

  private static final int MAX_NAME_CHARS = 64;
  private static final int SHA256_HEX_CHARS = 64;

  public ModelSettings {
    if (!isName(name) || !isName(version)) {
      throw new IllegalArgumentException(
          "model: "
              + name
              + " "
              + version
              + " (expected: name and version of a-z, A-Z, 0-9, '.',"
              + " '_', '-', at most "
              + MAX_NAME_CHARS
              + ")");
    }
    if (!sha256.isEmpty() && !isDigest(sha256)) {
      throw new IllegalArgumentException("sha256: " + sha256 + " (expected: 64 of 0-9 and a-f)");
    }
    labels = List.copyOf(labels);
  }

  /** Nothing named yet; what is not said about running it is as a small machine serves well. */
  public static ModelSettings defaults() {
    return named("", "");
  }

  /** A model of which its file says everything else. */
  public static ModelSettings named(String name, String file) {
    return new ModelSettings(
        name, "", file, "", "", List.of(), PictureSettings.defaults(), RunSettings.defaults());
  }

  /** Sentence embeddings, from the library that comes with the product. */
  public static ModelSettings minilm() {
    return new ModelSettings(
        "minilm",
        "l6-v2-q",
        "classpath:all-minilm-l6-v2-q.onnx",
        "classpath:all-minilm-l6-v2-q-tokenizer.json",
        "",
        List.of(),
        PictureSettings.defaults(),
        RunSettings.defaults());
  }

  private static boolean isName(String text) {
    return text.length() <= MAX_NAME_CHARS
        && text.chars()
            .allMatch(c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || ".-_".indexOf(c) >= 0);
  }

  private static boolean isDigest(String text) {
    return text.length() == SHA256_HEX_CHARS
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
