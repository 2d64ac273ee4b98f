package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.Outgoing;
import dev.portcullis.edge.surfaces.PathText;
import dev.portcullis.edge.surfaces.StreamDecoder;
import dev.portcullis.edge.surfaces.UpstreamFormat;
import dev.portcullis.edge.surfaces.json.JsonAnswers;
import dev.portcullis.edge.surfaces.jsontext.JsonTree;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server of the OpenAI-compatible API, spoken to. */
public final class OpenAiFormat implements UpstreamFormat {

  private static final String BASE = "/v1";
  private static final String EVENTS = "text/event-stream";

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Outgoing request(Call call) {
    var endpoint =
        OpenAiEndpoint.valueOf(call.parameters().getOrDefault(OpenAiEndpoint.PARAMETER, ""));
    if (endpoint.operation() == Operation.DESCRIBE) {
      return new Outgoing("GET", BASE + endpoint.path() + model(call), Map.of(), List.of());
    }
    var headers = Map.of("content-type", call.document().mediaType());
    var body = call.document().wire(call.parts());
    return new Outgoing("POST", BASE + endpoint.path(), headers, body);
  }

  @Override
  public Answer answer(Call call, Incoming incoming) {
    if (!JsonAnswers.isJson(incoming.mediaType())) {
      throw new DeniedException(Reason.MODEL_FAILED, "openai: an answer that is no JSON");
    }
    var answer = JsonAnswers.read(call.model(), incoming);
    return answer.document() instanceof JsonTree tree
        ? CountedTokens.in(tree.root()).map(answer::counting).orElse(answer)
        : answer;
  }

  @Override
  public Optional<StreamDecoder> stream(Call call, int status, String mediaType) {
    return status == 200 && mediaType.equals(EVENTS)
        ? Optional.of(new ChatStream())
        : Optional.empty();
  }

  private static String model(Call call) {
    var name = call.model().name();
    return name.isEmpty() ? "" : "/" + PathText.encodeSegment(name);
  }
}
