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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Data sets by the names that their owners give them: brought, listed, described and deleted. */
public final class DatasetSurface implements Surface {

  private static final Set<String> ACCEPTS =
      Set.of(
          "text/csv",
          "application/jsonl",
          "application/x-ndjson",
          "application/vnd.apache.parquet",
          "application/x-npz");

  private final Refusal refusal;

  public DatasetSurface(Refusal refusal) {
    this.refusal = refusal;
  }

  @Override
  public String name() {
    return "datasets";
  }

  @Override
  public Set<String> accepts() {
    return ACCEPTS;
  }

  @Override
  public Call read(Target target, ByteBuffer body) {
    var name = UploadNames.named(target, Call.DATASET);
    var operation = operation(target.head().method(), name);
    var parameters = new TreeMap<>(name.isEmpty() ? Map.of() : Map.of(Call.DATASET, name));
    var parts = RawDocument.parts(body, target.mediaType());
    return new Call(operation, ModelRef.of(""), parts, parameters, Document.NONE);
  }

  private static Operation operation(String method, String name) {
    return switch (method) {
      case "GET" -> name.isEmpty() ? Operation.LIST_DATASETS : Operation.READ_DATASET;
      case "POST" -> Operation.UPLOAD_DATASET;
      case "DELETE" -> Operation.DELETE_DATASET;
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
