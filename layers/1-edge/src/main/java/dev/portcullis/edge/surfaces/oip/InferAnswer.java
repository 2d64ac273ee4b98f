package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.edge.surfaces.tensors.JsonBody;
import dev.portcullis.edge.surfaces.tensors.TensorJson;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes the outputs that were asked for, each as JSON or in binary as it was asked for. */
final class InferAnswer {

  private final Call call;
  private final List<Output> outputs = new ArrayList<>();

  private InferAnswer(Call call) {
    this.call = call;
  }

  private enum Form {
    JSON,
    BINARY
  }

  private record Output(Content.Tensor tensor, Form form) {}

  static Written write(Call call, Answer answer) {
    var writer = new InferAnswer(call);
    writer.choose(answer);
    return writer.written(answer);
  }

  private Written written(Answer answer) {
    var body = new ArrayList<ByteBuffer>();
    body.add(JsonBody.of(json -> writeObject(json, answer)));
    for (var output : outputs) {
      if (output.form() == Form.BINARY) {
        body.add(output.tensor().data().duplicate());
      }
    }
    if (body.size() == 1) {
      return new Written(answer.status(), "application/json", Map.of(), body);
    }
    var length = Integer.toString(body.getFirst().remaining());
    var headers = Map.of(BinaryExtension.HEADER_LENGTH, length);
    return new Written(answer.status(), BinaryExtension.MEDIA_TYPE, headers, body);
  }

  private void choose(Answer answer) {
    var form = form(InferRequest.BINARY_OUTPUT, Form.JSON);
    if (!call.parameters().containsKey(InferRequest.OUTPUTS + 0)) {
      tensors(answer).forEach(tensor -> outputs.add(new Output(tensor, form)));
      return;
    }
    for (int i = 0; ; i++) {
      var name = call.parameters().get(InferRequest.OUTPUTS + i);
      if (name == null) {
        return;
      }
      var own = form(InferRequest.OUTPUTS + i + InferRequest.BINARY_DATA, form);
      outputs.add(new Output(named(answer, name, "/outputs/" + i), own));
    }
  }

  private Form form(String parameter, Form otherwise) {
    var value = call.parameters().get(parameter);
    if (value == null) {
      return otherwise;
    }
    return value.equals("true") ? Form.BINARY : Form.JSON;
  }

  private static Content.Tensor named(Answer answer, String name, String pointer) {
    return tensors(answer).stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refused.invalid(pointer + "/name", "an output of the model"));
  }

  private static List<Content.Tensor> tensors(Answer answer) {
    return answer.parts().stream()
        .map(Part::content)
        .filter(Content.Tensor.class::isInstance)
        .map(Content.Tensor.class::cast)
        .filter(tensor -> !tensor.withheld())
        .toList();
  }

  private void writeObject(JsonGenerator json, Answer answer) {
    json.writeStartObject();
    json.writeStringProperty("model_name", answer.model().name());
    if (!answer.model().version().isEmpty()) {
      json.writeStringProperty("model_version", answer.model().version());
    }
    var id = call.parameters().get(InferRequest.ID);
    if (id != null) {
      json.writeStringProperty("id", id);
    }
    json.writeArrayPropertyStart("outputs");
    outputs.forEach(output -> writeOutput(json, output));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeOutput(JsonGenerator json, Output output) {
    switch (output.form()) {
      case JSON -> TensorJson.writeOutput(json, output.tensor());
      case BINARY -> {
        json.writeStartObject();
        TensorJson.writeHead(json, output.tensor());
        json.writeObjectPropertyStart("parameters");
        json.writeNumberProperty(BinaryExtension.SIZE, output.tensor().data().remaining());
        json.writeEndObject();
        json.writeEndObject();
      }
    }
  }
}
