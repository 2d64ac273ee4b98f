package dev.portcullis.gateway.upload;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Operation;
import java.util.List;

/** Holds what is brought to a format that is taken, and to that format's frame. */
final class UploadControl implements Control.OfRequest {

  private final UploadSettings settings;

  UploadControl(UploadSettings settings) {
    this.settings = settings;
  }

  @Override
  public Verdict onRequest(Exchange exchange, Call call) {
    return switch (call.operation()) {
      case UPLOAD_DATASET, UPLOAD_VERSION -> brought(call);
      case LIST_DATASETS, READ_DATASET, DELETE_DATASET -> nothingBrought(call);
      case LIST_VERSIONS, READ_VERSION, DELETE_VERSION -> nothingBrought(call);
      case PREDICT, CHAT, EMBED, DESCRIBE, INVOKE -> Verdict.pass();
    };
  }

  private Verdict brought(Call call) {
    return call.parts().size() == 1
            && call.parts().getFirst().content() instanceof Content.Bytes bytes
        ? judged(call.operation(), bytes)
        : invalid("a body of one file");
  }

  private Verdict judged(Operation operation, Content.Bytes bytes) {
    var format = Format.of(operation, bytes.mediaType()).filter(settings.formats()::contains);
    if (format.isEmpty()) {
      return Verdict.deny(Reason.UNSUPPORTED_MEDIA_TYPE, "upload: the format is not taken");
    }
    return format
        .get()
        .frame()
        .missing(bytes.data().duplicate())
        .map(UploadControl::invalid)
        .orElseGet(Verdict::pass);
  }

  private static Verdict nothingBrought(Call call) {
    return call.parts().isEmpty() ? Verdict.pass() : invalid("no body");
  }

  private static Verdict invalid(String expectation) {
    var denial = Denial.of(Reason.INVALID, "upload: expected " + expectation);
    return new Verdict.Deny(denial.withViolations(List.of(new Violation("", expectation))));
  }
}
