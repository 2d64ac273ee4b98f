package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Outgoing;
import dev.portcullis.edge.surfaces.tensors.JsonBody;
import dev.portcullis.edge.surfaces.tensors.TensorJson;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes an inference request anew from the call's parts and parameters. */
final class InferOutgoing {

  private final Call call;
  private final List<Content.Tensor> inputs;

  private InferOutgoing(Call call) {
    this.call = call;
    this.inputs =
        call.parts().stream()
            .map(Part::content)
            .filter(Content.Tensor.class::isInstance)
            .map(Content.Tensor.class::cast)
            .toList();
  }

  static Outgoing of(Call call, OipFormat.Encoding encoding, String target) {
    var request = new InferOutgoing(call);
    return switch (encoding) {
      case JSON -> request.inJson(target);
      case BINARY -> request.inBinary(target);
    };
  }

  private Outgoing inJson(String target) {
    var body = JsonBody.of(json -> write(json, OipFormat.Encoding.JSON));
    var headers = Map.of("content-type", "application/json");
    return new Outgoing("POST", target, headers, List.of(body));
  }

  private Outgoing inBinary(String target) {
    var body = new ArrayList<ByteBuffer>();
    body.add(JsonBody.of(json -> write(json, OipFormat.Encoding.BINARY)));
    inputs.forEach(input -> body.add(input.data().duplicate()));
    var headers =
        Map.of(
            "content-type",
            BinaryExtension.MEDIA_TYPE,
            BinaryExtension.HEADER_LENGTH,
            Integer.toString(body.getFirst().remaining()));
    return new Outgoing("POST", target, headers, body);
  }

  private void write(JsonGenerator json, OipFormat.Encoding encoding) {
    json.writeStartObject();
    var id = call.parameters().get(InferRequest.ID);
    if (id != null) {
      json.writeStringProperty("id", id);
    }
    writeParameters(json, encoding);
    json.writeArrayPropertyStart("inputs");
    inputs.forEach(input -> writeInput(json, input, encoding));
    json.writeEndArray();
    writeOutputs(json);
    json.writeEndObject();
  }

  private static void writeInput(
      JsonGenerator json, Content.Tensor input, OipFormat.Encoding encoding) {
    json.writeStartObject();
    TensorJson.writeHead(json, input);
    switch (encoding) {
      case JSON -> {
        json.writeName("data");
        TensorJson.writeFlat(json, input);
      }
      case BINARY -> {
        json.writeObjectPropertyStart("parameters");
        json.writeNumberProperty(BinaryExtension.SIZE, input.data().remaining());
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private void writeParameters(JsonGenerator json, OipFormat.Encoding encoding) {
    json.writeObjectPropertyStart("parameters");
    if (encoding == OipFormat.Encoding.BINARY) {
      json.writeBooleanProperty(InferRequest.BINARY_OUTPUT, true);
    }
    call.parameters()
        .forEach((name, value) -> {
          if (name.startsWith(InferRequest.PARAMETERS)) {
            json.writeName(name.substring(InferRequest.PARAMETERS.length()));
            InferParameter.write(json, value);
          }
        });
    json.writeEndObject();
  }

  private void writeOutputs(JsonGenerator json) {
    if (!call.parameters().containsKey(InferRequest.OUTPUTS + 0)) {
      return;
    }
    json.writeArrayPropertyStart("outputs");
    for (int i = 0; i < InferRequest.MAX_TENSORS; i++) {
      var name = call.parameters().get(InferRequest.OUTPUTS + i);
      if (name != null) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }
}
