package dev.portcullis.inference.runtime;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * How outputs become an answer's parts. A classifier that was asked about one thing answers {@code
 * /label}, {@code /probabilities} and {@code /classes}; everything else, and whoever speaks the
 * Open Inference Protocol, gets each output at {@code /outputs/i}.
 */
public final class Answers {

  private static final String PROTOCOL = "protocol";
  private static final String OPEN_INFERENCE = "oip";
  private static final String PROBABILITIES = "probabilities";
  private static final int NO_OUTPUT = -1;

  private final List<String> labels;
  private final int scores;

  private Answers(List<String> labels, int scores) {
    this.labels = labels;
    this.scores = scores;
  }

  /**
   * Answers of a model with these outputs.
   *
   * @param labels names of the classes, in the order of the model's scores; empty for no classifier
   * @throws IllegalArgumentException where there are labels and no output has a score for each
   */
  public static Answers of(List<TensorSpec> outputs, List<String> labels) {
    if (labels.isEmpty()) {
      return new Answers(labels, NO_OUTPUT);
    }
    if (!canName(outputs, labels)) {
      throw new IllegalArgumentException(
          labels.size()
              + " labels (expected: as many as the scores of an FP32 output [N, scores] that is the"
              + " only one or is named "
              + PROBABILITIES
              + ")");
    }
    return new Answers(List.copyOf(labels), scores(outputs, labels));
  }

  /** Whether there is an output with a score for each of these labels. */
  public static boolean canName(List<TensorSpec> outputs, List<String> labels) {
    return scores(outputs, labels) != NO_OUTPUT;
  }

  private static int scores(List<TensorSpec> outputs, List<String> labels) {
    for (int i = 0; i < outputs.size(); i++) {
      var named = outputs.size() == 1 || outputs.get(i).name().equals(PROBABILITIES);
      if (named && hasOneForEach(outputs.get(i), labels)) {
        return i;
      }
    }
    return NO_OUTPUT;
  }

  private static boolean hasOneForEach(TensorSpec output, List<String> labels) {
    var shape = output.shape();
    return output.datatype() == Datatype.FP32
        && shape.size() == 2
        && (shape.get(1) == -1 || shape.get(1) == labels.size());
  }

  /** The answer's parts to that call. */
  public List<Part> parts(Call call, List<Content.Tensor> outputs) {
    var asked = call.parameters().getOrDefault(PROTOCOL, "");
    return !asked.equals(OPEN_INFERENCE) && classifiesOne(outputs)
        ? classification(outputs.get(scores))
        : named(outputs);
  }

  private boolean classifiesOne(List<Content.Tensor> outputs) {
    return scores != NO_OUTPUT
        && outputs.get(scores).shape().equals(List.of(1L, (long) labels.size()));
  }

  private List<Part> classification(Content.Tensor output) {
    var values = output.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    var label = labels.get(largest(values));
    var shape = List.of((long) labels.size());
    var probabilities = new Content.Tensor(PROBABILITIES, Datatype.FP32, shape, values);
    var classes = new Content.Text(String.join("\n", labels));
    return List.of(
        Part.text("/label", label),
        Part.tensor("/probabilities", probabilities),
        new Part("/classes", Kind.STRUCTURE, Provenance.USER, classes));
  }

  /** The index of the largest; of equals the first. */
  private static int largest(ByteBuffer values) {
    var floats = values.asFloatBuffer();
    var largest = 0;
    for (int i = 1; i < floats.limit(); i++) {
      if (floats.get(i) > floats.get(largest)) {
        largest = i;
      }
    }
    return largest;
  }

  private static List<Part> named(List<Content.Tensor> outputs) {
    var parts = new ArrayList<Part>(outputs.size());
    for (int i = 0; i < outputs.size(); i++) {
      parts.add(Part.tensor("/outputs/" + i, outputs.get(i)));
    }
    return parts;
  }
}
