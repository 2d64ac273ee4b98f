package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JudgeTest {
  private static final int PIXELS = LabelledImages.PIXELS;
  private static final int CLASSES = LabelledImages.CLASSES;

  /** More than one round of the judge, and a last one that is not full. */
  private final LabelledImages images = TinyFashion.images(1_203);

  private final byte[] file = OnnxExport.bytes("rows", rowsOfEachClass(), Map.of());

  @Test
  void file_isJudgedByWhatItAnswers() throws IOException, OrtException {
    var judgement = Judge.judge(file, images, JudgeTest::rowSums);

    assertThat(judgement.difference()).isLessThan(1e-4);
    assertThat(judgement.evaluation().total()).isEqualTo(1_203);
    assertThat(judgement.evaluation().accuracy()).isEqualTo(1);
  }

  @Test
  void fileThatAnswersOtherwiseThanTheNetwork_isRefused() {
    assertThatThrownBy(() ->
            Judge.judge(
                file,
                images,
                (pictures, from, to) -> {
                  var logits = rowSums(pictures, from, to);
                  logits[0][3] += from == 1_000 ? 0.01f : 0;
                  return logits;
                }))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the exported file differs from the trained network by 1.0e-02 (expected: at most"
                + " 1e-04)");
  }

  @Test
  void answerThatIsNoNumber_isRefused() {
    assertThatThrownBy(() ->
            Judge.judge(
                file,
                images,
                (_, from, to) -> {
                  var logits = new float[to - from][CLASSES];
                  Arrays.stream(logits).forEach(row -> Arrays.fill(row, Float.NaN));
                  return logits;
                }))
        .isInstanceOf(IOException.class);
  }

  @Test
  void softmax_doesNotOverflow() {
    assertThat(Judge.softmax(new float[] {1_000, 1_000, -1_000}))
        .containsExactly(new float[] {0.5f, 0.5f, 0}, within(1e-7f));
  }

  @Test
  void largest_isTheFirstOfEquals() {
    assertThat(Judge.largest(new float[] {1, 5, 5, 2})).isEqualTo(1);
  }

  /** Knows the tiny data set: logit c is the mean brightness of the rows of class c. */
  private static List<TrainedLayer> rowsOfEachClass() {
    var weights = new float[CLASSES * PIXELS];
    for (int c = 0; c < CLASSES; c++) {
      Arrays.fill(weights, c * PIXELS + c * 56, c * PIXELS + (c + 1) * 56, 1f / 256);
    }
    return List.of(
        new TrainedLayer(new Layer.Flatten(), List.of()),
        new TrainedLayer(
            new Layer.Dense(CLASSES),
            List.of(
                new Tensor(new long[] {CLASSES, PIXELS}, weights),
                new Tensor(new long[] {CLASSES}, new float[CLASSES]))));
  }

  private static float[][] rowSums(LabelledImages pictures, int from, int to) {
    var logits = new float[to - from][CLASSES];
    for (int i = from; i < to; i++) {
      var pixels = pictures.brightness(i, i + 1);
      for (int p = 0; p < CLASSES * 56; p++) {
        logits[i - from][p / 56] += pixels[p] / 256;
      }
    }
    return logits;
  }
}
