package dev.portcullis.edge.surfaces.image;

import dev.portcullis.edge.surfaces.tensors.JsonBody;
import dev.portcullis.edge.surfaces.tensors.TensorJson;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Content;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes the answer's parts as the package says that backends make them. */
final class PredictionWriter {

  private PredictionWriter() {}

  static ByteBuffer write(Answer answer) {
    return JsonBody.of(json -> writeObject(json, answer));
  }

  private static void writeObject(JsonGenerator json, Answer answer) {
    json.writeStartObject();
    text(answer, "/label")
        .ifPresentOrElse(
            label -> writePrediction(json, answer, label), () -> writeOutputs(json, answer));
    json.writeStringProperty("model", answer.model().name());
    json.writeStringProperty("version", answer.model().version());
    json.writeEndObject();
  }

  private static void writePrediction(JsonGenerator json, Answer answer, String label) {
    json.writeStringProperty("label", label);
    tensor(answer, "/probabilities")
        .ifPresent(tensor -> writeProbabilities(json, tensor, classes(answer)));
  }

  private static void writeProbabilities(
      JsonGenerator json, Content.Tensor probabilities, List<String> classes) {
    if (probabilities.elements() != classes.size()) {
      throw new DeniedException(Reason.MODEL_FAILED, "answer: classes and probabilities differ");
    }
    var data = TensorJson.littleEndian(probabilities);
    json.writeObjectPropertyStart("probabilities");
    for (var name : classes) {
      json.writeName(name);
      TensorJson.writeNext(json, probabilities.datatype(), data);
    }
    json.writeEndObject();
  }

  private static void writeOutputs(JsonGenerator json, Answer answer) {
    json.writeArrayPropertyStart("outputs");
    for (var part : answer.parts()) {
      if (part.content() instanceof Content.Tensor tensor && !tensor.withheld()) {
        TensorJson.writeOutput(json, tensor);
      }
    }
    json.writeEndArray();
  }

  private static List<String> classes(Answer answer) {
    return text(answer, "/classes").map(names -> names.lines().toList()).orElse(List.of());
  }

  private static Optional<String> text(Answer answer, String pointer) {
    return content(answer, pointer)
        .filter(Content.Text.class::isInstance)
        .map(content -> ((Content.Text) content).value());
  }

  private static Optional<Content.Tensor> tensor(Answer answer, String pointer) {
    return content(answer, pointer)
        .filter(Content.Tensor.class::isInstance)
        .map(Content.Tensor.class::cast)
        .filter(tensor -> !tensor.withheld());
  }

  private static Optional<Content> content(Answer answer, String pointer) {
    for (var part : answer.parts()) {
      if (part.pointer().equals(pointer)) {
        return Optional.of(part.content());
      }
    }
    return Optional.empty();
  }
}
