package dev.portcullis.edge.surfaces.uploads;

import dev.portcullis.edge.surfaces.Refusal;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.edge.surfaces.raw.RawDocument;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Set;

/** Versions of models, by the id that each got when it was brought. */
public final class VersionSurface implements Surface {

  private static final Set<String> ACCEPTS = Set.of("application/onnx", "application/x-onnx");

  private final Refusal refusal;

  public VersionSurface(Refusal refusal) {
    this.refusal = refusal;
  }

  @Override
  public String name() {
    return "versions";
  }

  @Override
  public Set<String> accepts() {
    return ACCEPTS;
  }

  @Override
  public Call read(Target target, ByteBuffer body) {
    var id = UploadNames.named(target, "version");
    var model = new ModelRef(UploadNames.named(target, "model"), id);
    var parts = RawDocument.parts(body, target.mediaType());
    var operation = operation(target.head().method(), id);
    return new Call(operation, model, parts, Collections.emptySortedMap(), Document.NONE);
  }

  private static Operation operation(String method, String id) {
    return switch (method) {
      case "GET" -> id.isEmpty() ? Operation.LIST_VERSIONS : Operation.READ_VERSION;
      case "POST" -> Operation.UPLOAD_VERSION;
      case "DELETE" -> Operation.DELETE_VERSION;
      case String _ -> throw UploadNames.wrongMethod();
    };
  }

  @Override
  public Written write(Call call, Answer answer) {
    return UploadAnswers.write(answer);
  }

  @Override
  public Written refuse(Denial denial, String requestId) {
    return refusal.write(denial, requestId);
  }
}
