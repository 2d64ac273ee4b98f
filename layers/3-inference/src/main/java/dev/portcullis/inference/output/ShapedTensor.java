package dev.portcullis.inference.output;

import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** One output of a model, as much of it as leaves. */
record ShapedTensor(Content.Tensor tensor, ScoreSettings settings) {

  private static final String PROBABILITIES = "probabilities";

  /**
   * The output as it leaves. Scores are what is named {@code probabilities}, or a float output that
   * is the only output. A float output beside them tells the same in other words, so it is
   * withheld; whole numbers and strings are labels.
   *
   * @param outputs how many outputs there are
   */
  Content.Tensor shaped(int outputs) {
    if (settings.expose().contains(tensor.name())) {
      return tensor;
    }
    var named = tensor.name().equals(PROBABILITIES) || outputs == 1;
    return switch (tensor.datatype()) {
      case FP32 -> named && tensor.data().hasRemaining() ? scored() : withheld();
      case FP64, FP16, BF16 -> withheld();
      case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, BYTES -> tensor;
    };
  }

  /** A tensor of nothing: it stands where the output stood, and surfaces leave it out. */
  private Content.Tensor withheld() {
    return new Content.Tensor(
        tensor.name(), tensor.datatype(), List.of(0L), ByteBuffer.allocate(0));
  }

  private Content.Tensor scored() {
    // Beside a label, scores that aren't told leave nothing; alone, their place must say which won.
    var isBesideLabel = tensor.shape().size() == 1;
    if (settings.reveal() == ScoreSettings.Reveal.LABEL_ONLY && isBesideLabel) {
      return withheld();
    }
    var classes = tensor.shape().isEmpty() ? 1 : tensor.shape().getLast().intValue();
    var values = new float[tensor.data().remaining() / Float.BYTES];
    tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    var data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < values.length; row += classes) {
      for (var score : shaped(Arrays.copyOfRange(values, row, row + classes))) {
        data.putFloat(score);
      }
    }
    return new Content.Tensor(tensor.name(), Datatype.FP32, tensor.shape(), data.flip());
  }

  private float[] shaped(float[] row) {
    var scores = new Scores(row);
    if (settings.reveal() == ScoreSettings.Reveal.LABEL_ONLY) {
      return scores.onlyWinner().values();
    }
    var told = settings.topK() < row.length ? scores.top(settings.topK()) : scores;
    return (settings.round() < ScoreSettings.EXACT ? told.rounded(settings.round()) : told)
        .values();
  }
}
