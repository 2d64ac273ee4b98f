package dev.portcullis.inference.registry;

/** What a model is made of, read once and whole: what was digested is what runs. */
public final class ModelSource {

  private final ModelSettings settings;
  private final byte[] model;
  private final byte[] tokenizer;
  private final Key key;

  /**
   * What tells one model from another.
   *
   * @param tokenizer the digest of its tokenizer, of no bytes where it has none
   */
  public record Key(ModelSettings settings, String sha256, String tokenizer) {}

  ModelSource(ModelSettings settings, byte[] model, byte[] tokenizer) {
    this.settings = settings;
    this.model = model;
    this.tokenizer = tokenizer;
    this.key = new Key(settings, ModelFile.sha256(model), ModelFile.sha256(tokenizer));
  }

  /** Two sources of the same key make the same model. */
  public Key key() {
    return key;
  }

  ModelSettings settings() {
    return settings;
  }

  String sha256() {
    return key.sha256();
  }

  byte[] model() {
    return model;
  }

  byte[] tokenizer() {
    return tokenizer;
  }
}
