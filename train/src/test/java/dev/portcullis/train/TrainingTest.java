package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A small network of every kind of layer, trained by PyTorch. */
final class TrainingTest {
  private static final List<Layer> LAYERS =
      List.of(
          new Layer.Normalise(128, 74),
          new Layer.Convolution(4, 3),
          new Layer.BatchNorm(),
          new Layer.Relu(),
          new Layer.MaxPool(2),
          new Layer.Flatten(),
          new Layer.Dropout(0.1f),
          new Layer.Dense(LabelledImages.CLASSES));

  private final LabelledImages images = TinyFashion.images(330);

  @Test
  void network_learnsAndItsExportAnswersAsItDoes() throws IOException, OrtException {
    var recipe = new Recipe(5, 4, 32, 0.01f);
    try (var network = Network.create(LAYERS, recipe.seed());
        var training = new Training(network, recipe, images)) {
      double first = training.epoch();
      training.epoch();
      training.epoch();
      double last = training.epoch();
      var file = OnnxExport.bytes("tiny", network.trainedLayers(), Map.of());

      var judgement = Judge.judge(file, images, training::logits);

      assertThat(last).isLessThan(first / 2);
      assertThat(judgement.evaluation().accuracy()).isGreaterThan(0.6);
    }
  }

  @Test
  void sameSeed_givesTheSameFile_andAnotherSeedAnother() {
    assertThat(digest(1)).isEqualTo(digest(1)).isNotEqualTo(digest(2));
  }

  @Test
  void fewerPicturesThanABatch_areRefused() {
    var recipe = new Recipe(1, 1, 331, 0.01f);
    try (var network = Network.create(LAYERS, recipe.seed())) {
      assertThatThrownBy(() -> new Training(network, recipe, images))
          .hasMessage("training pictures: 330 (expected: at least a batch of 331)");
    }
  }

  private String digest(int seed) {
    var recipe = new Recipe(seed, 1, 32, 0.01f);
    try (var network = Network.create(LAYERS, recipe.seed());
        var training = new Training(network, recipe, images)) {
      training.epoch();
      return Sha256.hex(OnnxExport.bytes("tiny", network.trainedLayers(), Map.of()));
    }
  }
}
