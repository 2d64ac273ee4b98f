package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ONNX Runtime makes of hand-weighted networks, against what arithmetic says. */
final class OnnxExportTest {
  private static final int CLASSES = LabelledImages.CLASSES;
  private static final int PIXELS = LabelledImages.PIXELS;

  @Test
  void normaliseFlattenDense_computeWhatTheyShould() throws OrtException {
    var network = List.of(normalise(100, 50), plain(new Layer.Flatten()), firstPixels(PIXELS));

    var answer = run(network, picture(150, 50, 100));

    assertThat(answer.logits()[0]).startsWith(1, -1, 0, -2);
  }

  @Test
  void probabilities_areTheSoftmaxOfTheLogits() throws OrtException {
    var network = List.of(normalise(100, 50), plain(new Layer.Flatten()), firstPixels(PIXELS));

    var answer = run(network, picture(150, 50, 100));

    assertThat(answer.probabilities()[0])
        .containsExactly(Judge.softmax(answer.logits()[0]), within(1e-6f));
  }

  @Test
  void severalPictures_areAnsweredEachForItself() throws OrtException {
    var network = List.of(plain(new Layer.Flatten()), firstPixels(PIXELS));
    var both = Arrays.copyOf(picture(3, 4), 2 * PIXELS);
    System.arraycopy(picture(5, 6), 0, both, PIXELS, PIXELS);

    var answer = run(network, both);

    assertThat(answer.logits()).hasDimensions(2, CLASSES);
    assertThat(answer.logits()[0]).startsWith(3, 4, 0);
    assertThat(answer.logits()[1]).startsWith(5, 6, 0);
  }

  /** A 3 × 3 kernel whose only weight is right of the middle moves the picture to the left. */
  @Test
  void convolution_keepsTheSizeAndReadsZerosBeyondTheEdge() throws OrtException {
    var kernel = new Tensor(new long[] {1, 1, 3, 3}, new float[] {0, 0, 0, 0, 0, 1, 0, 0, 0});
    var bias = new Tensor(new long[] {1}, new float[] {0.5f});
    var moved = new TrainedLayer(new Layer.Convolution(1, 3), List.of(kernel, bias));
    var network = List.of(moved, plain(new Layer.Flatten()), firstPixels(PIXELS));

    var answer = run(network, picture(7, 8, 9));

    assertThat(answer.logits()[0]).startsWith(8.5f, 9.5f, 0.5f);
  }

  @Test
  void batchNorm_takesScaleShiftMeanAndVariance() throws OrtException {
    var one = new long[] {1};
    var weights =
        List.of(
            new Tensor(one, new float[] {2}),
            new Tensor(one, new float[] {1}),
            new Tensor(one, new float[] {10}),
            new Tensor(one, new float[] {4}));
    var norm = new TrainedLayer(new Layer.BatchNorm(), weights);

    var answer =
        run(List.of(norm, plain(new Layer.Flatten()), firstPixels(PIXELS)), picture(14, 10));

    assertThat(answer.logits()[0]).startsWith(new float[] {5, 1}, within(1e-4f));
  }

  @Test
  void reluMaxPoolAndDropout_computeWhatTheyShould() throws OrtException {
    var network =
        List.of(
            normalise(10, 1),
            plain(new Layer.Relu()),
            plain(new Layer.MaxPool(2)),
            plain(new Layer.Dropout(0.9f)),
            plain(new Layer.Flatten()),
            firstPixels(PIXELS / 4));

    var answer = run(network, picture(12, 17, 4, 9));

    assertThat(answer.logits()[0]).startsWith(7, 0, 0);
  }

  @Test
  void sameNetwork_givesTheSameBytes() {
    var network = List.of(plain(new Layer.Flatten()), firstPixels(PIXELS));

    var once = OnnxExport.bytes("tiny", network, Map.of("b", "2", "a", "1", "c", "3"));
    var again = OnnxExport.bytes("tiny", network, Map.of("c", "3", "a", "1", "b", "2"));

    assertThat(once).isEqualTo(again);
  }

  @Test
  void metadata_isInTheFile() throws OrtException {
    var network = List.of(plain(new Layer.Flatten()), firstPixels(PIXELS));
    var file = OnnxExport.bytes("tiny", network, Map.of("labels", "T-shirt/top,Größe"));

    try (var model = OnnxModel.load(file)) {
      assertThat(model.metadata()).isEqualTo(Map.of("labels", "T-shirt/top,Größe"));
    }
  }

  @Test
  void evenKernel_isRefused() {
    assertThatThrownBy(() -> new Layer.Convolution(1, 2))
        .hasMessage("kernel: 2 (expected: an odd size)");
  }

  @Test
  void weightsThatDoNotFillTheirShape_areRefused() {
    assertThatThrownBy(() -> new Tensor(new long[] {2, 3}, new float[5]))
        .hasMessage("5 values for shape [2, 3]");
  }

  private static OnnxModel.Answers run(List<TrainedLayer> network, float[] pixels)
      throws OrtException {
    try (var model = OnnxModel.load(OnnxExport.bytes("tiny", network, Map.of()))) {
      return model.answers(pixels);
    }
  }

  private static float[] picture(float... firstPixels) {
    return Arrays.copyOf(firstPixels, PIXELS);
  }

  private static TrainedLayer normalise(float mean, float deviation) {
    return plain(new Layer.Normalise(mean, deviation));
  }

  private static TrainedLayer plain(Layer layer) {
    return new TrainedLayer(layer, List.of());
  }

  /** Logit i is input i. */
  private static TrainedLayer firstPixels(int inputs) {
    var weights = new float[CLASSES * inputs];
    for (int i = 0; i < CLASSES; i++) {
      weights[i * inputs + i] = 1;
    }
    return new TrainedLayer(
        new Layer.Dense(CLASSES),
        List.of(
            new Tensor(new long[] {CLASSES, inputs}, weights),
            new Tensor(new long[] {CLASSES}, new float[CLASSES])));
  }
}
