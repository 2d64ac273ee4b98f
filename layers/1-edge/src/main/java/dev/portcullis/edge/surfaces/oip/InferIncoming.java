package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a server's answer to an inference request, with the same bounds as a request's tensors. */
final class InferIncoming {

  private final BinaryExtension.Split body;
  private final List<Part> outputs = new ArrayList<>();
  private String version;

  private InferIncoming(BinaryExtension.Split body, String version) {
    this.body = body;
    this.version = version;
  }

  static Answer read(Call call, Incoming incoming) {
    var split = BinaryExtension.split(incoming.headers(), incoming.body());
    var reader = new InferIncoming(split, call.model().version());
    StrictJson.stream(split.json(), reader::members);
    split.requireAllTaken();
    var model = new ModelRef(call.model().name(), reader.version);
    return Answer.of(model, reader.outputs);
  }

  private InferIncoming members(JsonParser json) {
    json.nextToken();
    Tokens.require(json, JsonToken.START_OBJECT, "", "an object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var member = json.currentName();
      json.nextToken();
      switch (member) {
        case "outputs" -> outputs(json);
        case "model_version" -> version(json);
        // Servers add members of their own; nothing of them is passed on.
        case String _ -> json.skipChildren();
      }
    }
    return this;
  }

  private void version(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      version = Tokens.string(json, "/model_version", TensorReader.MAX_NAME_CHARS);
    }
  }

  private void outputs(JsonParser json) {
    Tokens.require(json, JsonToken.START_ARRAY, "/outputs", "an array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (outputs.size() == InferRequest.MAX_TENSORS) {
        throw Refused.invalid("/outputs", "at most " + InferRequest.MAX_TENSORS + " outputs");
      }
      var pointer = "/outputs/" + outputs.size();
      var tensor = new TensorReader(body, pointer, TensorReader.Extras.SKIPPED).read(json);
      outputs.add(new Part(pointer, Kind.TENSOR, Provenance.RETRIEVED, tensor));
    }
  }
}
