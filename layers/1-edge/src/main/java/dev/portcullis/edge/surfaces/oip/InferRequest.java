package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads an inference request's body. What steers and is no tensor goes to the parameters. */
final class InferRequest {

  static final int MAX_TENSORS = 64;
  static final int MAX_PARAMETERS = 64;

  /** Tells a model in process which form of answer is wanted: outputs as the model names them. */
  static final String PROTOCOL = "protocol";

  static final String ID = "id";
  static final String PARAMETERS = "parameters.";
  static final String OUTPUTS = "outputs.";
  static final String BINARY_DATA = ".binary_data";
  static final String BINARY_OUTPUT = "binary_data_output";

  private final BinaryExtension.Split body;
  private final SortedMap<String, String> parameters = new TreeMap<>();
  private final List<Part> inputs = new ArrayList<>();

  private InferRequest(BinaryExtension.Split body) {
    this.body = body;
  }

  static Call read(ModelRef model, BinaryExtension.Split body) {
    var request = new InferRequest(body);
    StrictJson.stream(body.json(), request::members);
    body.requireAllTaken();
    request.requireInputs();
    request.parameters.put(PROTOCOL, "oip");
    return new Call(Operation.PREDICT, model, request.inputs, request.parameters, Document.NONE);
  }

  private InferRequest members(JsonParser json) {
    json.nextToken();
    Tokens.require(json, JsonToken.START_OBJECT, "", "an object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var member = json.currentName();
      json.nextToken();
      switch (member) {
        case "id" -> parameters.put(ID, Tokens.string(json, "/id", TensorReader.MAX_NAME_CHARS));
        case "parameters" -> parameters(json);
        case "inputs" -> inputs(json);
        case "outputs" -> outputs(json);
        case String _ -> throw Refused.invalid("", "id, parameters, inputs and outputs only");
      }
    }
    return this;
  }

  private void parameters(JsonParser json) {
    Tokens.require(json, JsonToken.START_OBJECT, "/parameters", "an object");
    int count = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      if (++count > MAX_PARAMETERS) {
        throw Refused.invalid("/parameters", "at most " + MAX_PARAMETERS + " parameters");
      }
      var name = json.currentName();
      json.nextToken();
      if (name.equals(BINARY_OUTPUT)) {
        boolean binary = Tokens.bool(json, "/parameters/" + BINARY_OUTPUT);
        parameters.put(BINARY_OUTPUT, Boolean.toString(binary));
      } else {
        parameters.put(PARAMETERS + name, InferParameter.read(json, "/parameters"));
      }
    }
  }

  private void inputs(JsonParser json) {
    Tokens.require(json, JsonToken.START_ARRAY, "/inputs", "an array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (inputs.size() == MAX_TENSORS) {
        throw Refused.invalid("/inputs", "at most " + MAX_TENSORS + " inputs");
      }
      var pointer = "/inputs/" + inputs.size();
      inputs.add(
          Part.tensor(
              pointer, new TensorReader(body, pointer, TensorReader.Extras.REFUSED).read(json)));
    }
  }

  private void requireInputs() {
    Set<String> names = new HashSet<>();
    for (var part : inputs) {
      if (part.content() instanceof Content.Tensor tensor && !names.add(tensor.name())) {
        throw Refused.invalid(part.pointer() + "/name", "a name that no other input has");
      }
    }
    if (names.isEmpty()) {
      throw Refused.invalid("/inputs", "at least one input");
    }
  }

  private void outputs(JsonParser json) {
    Tokens.require(json, JsonToken.START_ARRAY, "/outputs", "an array");
    int index = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (index == MAX_TENSORS) {
        throw Refused.invalid("/outputs", "at most " + MAX_TENSORS + " outputs");
      }
      output(json, index++);
    }
  }

  private void output(JsonParser json, int index) {
    var pointer = "/outputs/" + index;
    Tokens.require(json, JsonToken.START_OBJECT, pointer, "an object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var member = json.currentName();
      json.nextToken();
      switch (member) {
        case "name" -> {
          var name = Tokens.string(json, pointer + "/name", TensorReader.MAX_NAME_CHARS);
          parameters.put(OUTPUTS + index, name);
        }
        case "parameters" -> outputParameters(json, pointer, index);
        case String _ -> throw Refused.invalid(pointer, "name and parameters only");
      }
    }
    if (!parameters.containsKey(OUTPUTS + index)) {
      throw Refused.invalid(pointer, "a name");
    }
  }

  private void outputParameters(JsonParser json, String pointer, int index) {
    var where = pointer + "/parameters";
    Tokens.require(json, JsonToken.START_OBJECT, where, "an object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      if (!json.currentName().equals("binary_data")) {
        throw Refused.invalid(where, "binary_data only");
      }
      json.nextToken();
      boolean binary = Tokens.bool(json, where + "/binary_data");
      parameters.put(OUTPUTS + index + BINARY_DATA, Boolean.toString(binary));
    }
  }
}
