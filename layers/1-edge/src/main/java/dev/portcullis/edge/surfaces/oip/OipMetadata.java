package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.tensors.JsonBody;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.port.ModelCatalog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Describes the server and its models as the protocol does, from the catalogue. */
public final class OipMetadata {

  private static final String NAME = "portcullis";
  private static final String PROTOCOL = "2";

  private OipMetadata() {}

  /** Answers a call that describes; a model that the catalogue does not hold is not found. */
  public static Answer describe(ModelCatalog catalog, Call call) {
    var json =
        switch (call.parameters().getOrDefault(OipSurface.DESCRIBE, "")) {
          case "server" -> server();
          case "live" -> json(object -> object.writeBooleanProperty("live", true));
          case "ready" -> json(object -> object.writeBooleanProperty("ready", true));
          case "model" -> json(model(catalog, call));
          case "model_ready" -> ready(model(catalog, call));
          case String _ -> throw new DeniedException(Reason.NOT_FOUND, "oip: nothing to describe");
        };
    return PlainAnswer.of(call.model(), 200, json);
  }

  /** A model's metadata. */
  public static String json(ModelCatalog.Model model) {
    return json(object -> {
      object.writeStringProperty("name", model.ref().name());
      object.writeArrayPropertyStart("versions");
      object.writeString(model.ref().version());
      object.writeEndArray();
      object.writeStringProperty("platform", model.platform());
      writeSpecs(object, "inputs", model.inputs());
      writeSpecs(object, "outputs", model.outputs());
    });
  }

  private static String server() {
    return json(object -> {
      object.writeStringProperty("name", NAME);
      object.writeStringProperty("version", PROTOCOL);
      object.writeArrayPropertyStart("extensions");
      object.writeString("binary_tensor_data");
      object.writeEndArray();
    });
  }

  private static String ready(ModelCatalog.Model model) {
    return json(object -> {
      object.writeStringProperty("name", model.ref().name());
      object.writeBooleanProperty("ready", true);
    });
  }

  private static ModelCatalog.Model model(ModelCatalog catalog, Call call) {
    return catalog
        .find(call.model())
        .orElseThrow(() -> new DeniedException(Reason.NOT_FOUND, "oip: no such model"));
  }

  private static void writeSpecs(
      JsonGenerator json, String member, List<ModelCatalog.TensorSpec> specs) {
    json.writeArrayPropertyStart(member);
    for (var spec : specs) {
      json.writeStartObject();
      json.writeStringProperty("name", spec.name());
      json.writeStringProperty("datatype", spec.datatype().name());
      json.writeArrayPropertyStart("shape");
      spec.shape().forEach(json::writeNumber);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String json(Consumer<JsonGenerator> members) {
    var body =
        JsonBody.of(json -> {
          json.writeStartObject();
          members.accept(json);
          json.writeEndObject();
        });
    return StandardCharsets.UTF_8.decode(body).toString();
  }
}
