package dev.portcullis.gateway.upload;

import dev.portcullis.kernel.call.Operation;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A format that may be brought. None of them can hold code, once its frame was looked at. */
// Sets made by Set.of never change, and frames have no state; their types do not say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum Format {
  CSV(Operation.UPLOAD_DATASET, new CsvFrame(), "text/csv"),
  JSONL(
      Operation.UPLOAD_DATASET, new JsonLinesFrame(), "application/jsonl", "application/x-ndjson"),
  PARQUET(Operation.UPLOAD_DATASET, new ParquetFrame(), "application/vnd.apache.parquet"),
  NPZ(Operation.UPLOAD_DATASET, new NpzFrame(), "application/x-npz"),
  ONNX(Operation.UPLOAD_VERSION, new OnnxFrame(), "application/onnx", "application/x-onnx");

  private final Operation operation;
  private final Frame frame;
  private final Set<String> mediaTypes;

  Format(Operation operation, Frame frame, String... mediaTypes) {
    this.operation = operation;
    this.frame = frame;
    this.mediaTypes = Set.of(mediaTypes);
  }

  /** The format that goes by this type where this is done. */
  static Optional<Format> of(Operation operation, String mediaType) {
    return Arrays.stream(values())
        .filter(format -> format.operation == operation && format.mediaTypes.contains(mediaType))
        .findFirst();
  }

  Frame frame() {
    return frame;
  }
}
