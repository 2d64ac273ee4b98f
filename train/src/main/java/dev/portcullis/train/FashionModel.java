package dev.portcullis.train;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Makes the shipped classifier: trains, exports, compares, judges, and only then writes. */
final class FashionModel {
  static final String NAME = "fashion";
  static final String VERSION = "1";

  private final Recipe recipe;
  private final PrintWriter progress;

  FashionModel(Recipe recipe, PrintWriter progress) {
    this.recipe = recipe;
    this.progress = progress;
  }

  void make(Path dataFolder, Path folder) throws IOException, OrtException {
    progress.println("Reading Fashion-MNIST from " + dataFolder);
    var data = FashionData.read(dataFolder);
    // Before the minutes of training, not after them: it may be forbidden.
    Files.createDirectories(folder);
    try (var network = Network.create(Layer.fashion(), recipe.seed());
        var training = new Training(network, recipe, data.training())) {
      train(training);
      var trained = network.trainedLayers();
      var file = OnnxExport.bytes(NAME, trained, metadata());
      var judged = Judge.judge(file, data.test(), training::logits);
      progress.printf("Exported; differs from PyTorch by at most %.1e%n", judged.difference());
      var card = new ModelCard(recipe, trained, file, judged);
      var markdown = card.markdown(FashionData.digests(dataFolder));
      Files.write(folder.resolve(NAME + ".onnx"), file);
      Files.writeString(folder.resolve("MODEL_CARD.md"), markdown);
      progress.println("Test accuracy " + card.accuracy());
      progress.println("Wrote fashion.onnx and MODEL_CARD.md to " + folder);
    }
  }

  private void train(Training training) {
    for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
      long start = System.nanoTime();
      double loss = training.epoch();
      var took = Duration.ofNanos(System.nanoTime() - start);
      progress.printf(
          "epoch %d of %d: loss %.4f, %d s%n", epoch, recipe.epochs(), loss, took.toSeconds());
    }
  }

  /** What a server needs to know to serve the file without being told. */
  static Map<String, String> metadata() {
    var labels = String.join(",", FashionData.LABELS);
    return Map.ofEntries(
        Map.entry("name", NAME),
        Map.entry("version", VERSION),
        Map.entry("labels", labels),
        Map.entry("preprocess", "grey28"));
  }
}
