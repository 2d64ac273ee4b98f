package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.Outgoing;
import dev.portcullis.edge.surfaces.PathText;
import dev.portcullis.edge.surfaces.UpstreamFormat;
import dev.portcullis.edge.surfaces.json.JsonAnswers;
import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A server of the Open Inference Protocol, spoken to. */
public final class OipFormat implements UpstreamFormat {

  /** How tensors are sent; not every server has the binary extension. */
  public enum Encoding {
    JSON,
    BINARY
  }

  private final Encoding encoding;

  public OipFormat(Encoding encoding) {
    this.encoding = encoding;
  }

  @Override
  public String name() {
    return "oip";
  }

  @Override
  public Outgoing request(Call call) {
    if (call.operation() == Operation.DESCRIBE) {
      return new Outgoing("GET", described(call), Map.of(), List.of());
    }
    return InferOutgoing.of(call, encoding, modelPath(call.model()) + "/infer");
  }

  @Override
  public Answer answer(Call call, Incoming incoming) {
    if (incoming.status() != 200) {
      return JsonAnswers.read(call.model(), incoming);
    }
    if (call.operation() == Operation.DESCRIBE) {
      return description(call, incoming);
    }
    return InferIncoming.read(call, incoming);
  }

  /** Health endpoints may answer with a status alone; what they say is written for them. */
  private static Answer description(Call call, Incoming incoming) {
    if (!incoming.body().hasRemaining()) {
      return PlainAnswer.of(call.model(), 200, "{}");
    }
    var json = StrictJson.write(StrictJson.tree(incoming.body()));
    return PlainAnswer.of(call.model(), 200, new String(json, StandardCharsets.UTF_8));
  }

  private static String described(Call call) {
    return switch (call.parameters().getOrDefault(OipSurface.DESCRIBE, "")) {
      case "server" -> "/v2";
      case "live" -> "/v2/health/live";
      case "ready" -> "/v2/health/ready";
      case "model" -> modelPath(call.model());
      case "model_ready" -> modelPath(call.model()) + "/ready";
      case String _ -> throw new DeniedException(Reason.NOT_FOUND, "oip: nothing to describe");
    };
  }

  private static String modelPath(ModelRef model) {
    var path = "/v2/models/" + PathText.encodeSegment(model.name());
    return model.version().isEmpty()
        ? path
        : path + "/versions/" + PathText.encodeSegment(model.version());
  }
}
