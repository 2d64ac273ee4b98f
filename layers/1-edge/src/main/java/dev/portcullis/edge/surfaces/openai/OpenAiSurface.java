package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.edge.surfaces.Models;
import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.edge.surfaces.jsontext.JsonTree;
import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The OpenAI-compatible surface. The model is named in the body, and texts are parts by role. */
public final class OpenAiSurface implements Surface {

  private static final Set<String> ACCEPTS = Set.of("application/json");

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Set<String> accepts() {
    return ACCEPTS;
  }

  @Override
  public Call read(Target target, ByteBuffer body) {
    var endpoint = OpenAiEndpoint.of(target.head().method(), target.head().path());
    var parameters = new TreeMap<String, String>();
    parameters.put(OpenAiEndpoint.PARAMETER, endpoint.name());
    if (endpoint.operation() == Operation.DESCRIBE) {
      var model = ModelRef.of(target.variables().getOrDefault("model", ""));
      return new Call(Operation.DESCRIBE, model, List.of(), parameters, Document.NONE);
    }
    var tree = StrictJson.tree(body);
    if (!tree.isObject()) {
      throw Refused.invalid("", "an object");
    }
    var model = model(tree);
    steer(tree, parameters);
    List<Part> parts = Prompts.parts(endpoint, tree);
    return new Call(endpoint.operation(), model, parts, parameters, new JsonTree(tree));
  }

  @Override
  public Written write(Call call, Answer answer) {
    return Written.of(answer);
  }

  @Override
  public Written refuse(Denial denial, String requestId) {
    return OpenAiErrors.write(denial, requestId);
  }

  @Override
  public Optional<ByteBuffer> cut(Denial denial, String requestId) {
    return Optional.of(OpenAiErrors.event(denial, requestId));
  }

  private static ModelRef model(JsonNode tree) {
    var expectation = "a model's name of at most " + Models.MAX_NAME_CHARS + " characters";
    var name =
        tree.optional("model")
            .flatMap(JsonNode::stringValueOpt)
            .orElseThrow(() -> Refused.invalid("/model", expectation));
    if (name.isEmpty() || name.length() > Models.MAX_NAME_CHARS) {
      throw Refused.invalid("/model", expectation);
    }
    return ModelRef.of(name);
  }

  /** Everything at the top that is a number or a boolean steers the model. */
  private static void steer(JsonNode tree, SortedMap<String, String> parameters) {
    for (var member : tree.properties()) {
      if (member.getValue().isNumber() || member.getValue().isBoolean()) {
        parameters.put("body." + member.getKey(), member.getValue().toString());
      }
    }
  }
}
