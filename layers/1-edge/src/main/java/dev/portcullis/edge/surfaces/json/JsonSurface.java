package dev.portcullis.edge.surfaces.json;

import dev.portcullis.edge.surfaces.Refusal;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.edge.surfaces.jsontext.JsonTree;
import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.edge.surfaces.jsontext.Texts;
import dev.portcullis.edge.surfaces.raw.HttpCall;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/** The surface of an API that speaks JSON: every string in a body is a part. */
public final class JsonSurface implements Surface {

  private static final Set<String> ACCEPTS = Set.of("application/json");

  private final ModelRef upstream;
  private final Refusal refusal;

  /**
   * A surface in front of one upstream.
   *
   * @param upstream its name, which stands for the model
   */
  public JsonSurface(String upstream, Refusal refusal) {
    this.upstream = ModelRef.of(upstream);
    this.refusal = refusal;
  }

  @Override
  public String name() {
    return "json";
  }

  @Override
  public Set<String> accepts() {
    return ACCEPTS;
  }

  @Override
  public Call read(Target target, ByteBuffer body) {
    var parameters = HttpCall.parameters(target);
    if (!body.hasRemaining()) {
      return new Call(Operation.INVOKE, upstream, List.of(), parameters, Document.NONE);
    }
    var tree = StrictJson.tree(body);
    var parts = Texts.of("", tree, Provenance.USER);
    return new Call(Operation.INVOKE, upstream, parts, parameters, new JsonTree(tree));
  }

  @Override
  public Written write(Call call, Answer answer) {
    return Written.of(answer);
  }

  @Override
  public Written refuse(Denial denial, String requestId) {
    return refusal.write(denial, requestId);
  }
}
