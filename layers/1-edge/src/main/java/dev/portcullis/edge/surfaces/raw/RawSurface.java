package dev.portcullis.edge.surfaces.raw;

import dev.portcullis.edge.surfaces.Refusal;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.nio.ByteBuffer;
import java.util.Set;

/** The surface that parses nothing: a body of any type is one part. */
public final class RawSurface implements Surface {

  private final ModelRef upstream;
  private final Refusal refusal;

  /**
   * A surface in front of one upstream.
   *
   * @param upstream its name, which stands for the model
   */
  public RawSurface(String upstream, Refusal refusal) {
    this.upstream = ModelRef.of(upstream);
    this.refusal = refusal;
  }

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public Set<String> accepts() {
    return Set.of(ANY_TYPE);
  }

  @Override
  public Call read(Target target, ByteBuffer body) {
    var parameters = HttpCall.parameters(target);
    var type = target.mediaType();
    var document = body.hasRemaining() ? new RawDocument(type) : Document.NONE;
    var parts = RawDocument.parts(body, type);
    return new Call(Operation.INVOKE, upstream, parts, parameters, document);
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
