package dev.portcullis.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UploadControlTest implements ControlContract {

  @Override
  public Control.OfRequest control() {
    return control(UploadSettings.defaults());
  }

  @Test
  void wholeFile_ofAFormatThatIsTaken_passes() {
    assertThat(ask(Operation.UPLOAD_DATASET, "text/csv", "a,b\n1,2\n")).isEmpty();
    assertThat(ask(Operation.UPLOAD_DATASET, "application/jsonl", "{}\n")).isEmpty();
  }

  @Test
  void brokenFile_isInvalid() {
    assertThat(ask(Operation.UPLOAD_DATASET, "text/csv", "a,b\n1\n")).contains(Reason.INVALID);
    assertThat(ask(Operation.UPLOAD_VERSION, "application/onnx", "no model"))
        .contains(Reason.INVALID);
  }

  @Test
  void formatOfAnotherPlane_orOneThatIsNotTaken_isUnsupported() {
    assertThat(ask(Operation.UPLOAD_VERSION, "text/csv", "a\n"))
        .contains(Reason.UNSUPPORTED_MEDIA_TYPE);
    assertThat(ask(Operation.UPLOAD_DATASET, "application/x-python-pickle", "x"))
        .contains(Reason.UNSUPPORTED_MEDIA_TYPE);
    var narrow = control(new UploadSettings(Set.of(Format.JSONL)));
    var csv = call(Operation.UPLOAD_DATASET, "text/csv", "a\n");
    assertThat(told(narrow.onRequest(Exchanges.knowing(), csv)))
        .contains(Reason.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void uploadWithoutAFile_andReadingWithOne_areInvalid() {
    var nothing = Call.of(Operation.UPLOAD_DATASET, ModelRef.of(""), List.of());

    assertThat(told(control().onRequest(Exchanges.knowing(), nothing))).contains(Reason.INVALID);
    assertThat(ask(Operation.READ_DATASET, "text/csv", "a\n")).contains(Reason.INVALID);
  }

  private Optional<Reason> ask(Operation operation, String mediaType, String content) {
    return told(control().onRequest(Exchanges.knowing(), call(operation, mediaType, content)));
  }

  private static Call call(Operation operation, String mediaType, String content) {
    var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
    var file = new Content.Bytes(bytes, mediaType);
    var part = new Part("", Kind.STRUCTURE, Provenance.USER, file);
    return Call.of(operation, ModelRef.of(""), List.of(part));
  }

  private static Control.OfRequest control(UploadSettings settings) {
    return (Control.OfRequest) new UploadFactory().create(settings, new Services(Map.of()));
  }

  private static Optional<Reason> told(Verdict verdict) {
    return Verdicts.denial(verdict).map(Denial::reason);
  }
}
