package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Models;
import dev.portcullis.edge.surfaces.Refusal;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Open Inference Protocol's endpoints. Inference is a {@link Operation#PREDICT} with a tensor
 * part per input at {@code /inputs/i}; the rest are a {@link Operation#DESCRIBE} whose parameter
 * {@code describe} is {@code server}, {@code live}, {@code ready}, {@code model} or {@code
 * model_ready}.
 */
public final class OipSurface implements Surface {

  /** The parameter that says what to describe. */
  public static final String DESCRIBE = "describe";

  private static final Set<String> ACCEPTS = Set.of("application/json", BinaryExtension.MEDIA_TYPE);

  private final Refusal refusal;

  public OipSurface(Refusal refusal) {
    this.refusal = refusal;
  }

  @Override
  public String name() {
    return "oip";
  }

  @Override
  public Set<String> accepts() {
    return ACCEPTS;
  }

  @Override
  public Call read(Target target, ByteBuffer body) {
    var endpoint = endpoint(target);
    requireMethod(target, endpoint);
    return switch (endpoint) {
      case INFER -> infer(target, body);
      case SERVER, LIVE, READY -> describe(endpoint, ModelRef.of(""));
      case MODEL, MODEL_READY -> describe(endpoint, Models.named(target));
    };
  }

  @Override
  public Written write(Call call, Answer answer) {
    if (answer.status() >= 400 || call.operation() == Operation.DESCRIBE) {
      return PlainAnswer.write(answer);
    }
    return InferAnswer.write(call, answer);
  }

  @Override
  public Written refuse(Denial denial, String requestId) {
    return refusal.write(denial, requestId);
  }

  private static Call infer(Target target, ByteBuffer body) {
    var model = Models.named(target);
    var split = BinaryExtension.split(target.head().headers(), body);
    return InferRequest.read(model, split);
  }

  private static Call describe(OipEndpoint endpoint, ModelRef model) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put(DESCRIBE, endpoint.word());
    return new Call(Operation.DESCRIBE, model, List.of(), parameters, Document.NONE);
  }

  private static OipEndpoint endpoint(Target target) {
    return OipEndpoint.of(target.head().path(), target.variables())
        .orElseThrow(() -> new DeniedException(Reason.NOT_FOUND, "oip: no such endpoint"));
  }

  private static void requireMethod(Target target, OipEndpoint endpoint) {
    if (!target.head().method().equals(endpoint.method())) {
      throw new DeniedException(Reason.METHOD_NOT_ALLOWED, "oip: wrong method");
    }
  }
}
