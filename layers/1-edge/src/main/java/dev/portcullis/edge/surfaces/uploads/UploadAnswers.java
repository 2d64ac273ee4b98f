package dev.portcullis.edge.surfaces.uploads;

import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.edge.surfaces.raw.RawDocument;
import dev.portcullis.kernel.call.Answer;
import java.util.Map;

/** Answers about uploads: JSON that whoever keeps them wrote. */
final class UploadAnswers {

  private static final String JSON = "application/json";

  private UploadAnswers() {}

  static Written write(Answer answer) {
    var body = new RawDocument(JSON).wire(answer.parts());
    return new Written(answer.status(), JSON, Map.of(), body);
  }
}
