package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Answers without tensors: a description as one text of JSON, or an upstream's own refusal. */
final class PlainAnswer {

  private PlainAnswer() {}

  static Answer of(ModelRef model, int status, String json) {
    var part = new Part("/", Kind.STRUCTURE, Provenance.RETRIEVED, new Content.Text(json));
    return new Answer(model, status, List.of(part), Document.NONE);
  }

  static Written write(Answer answer) {
    if (!answer.document().equals(Document.NONE)) {
      return Written.of(answer);
    }
    var body = answer.parts().stream().map(PlainAnswer::bytes).toList();
    return new Written(answer.status(), "application/json", Map.of(), body);
  }

  private static ByteBuffer bytes(Part part) {
    return switch (part.content()) {
      case Content.Text(var value) -> ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
      case Content.Bytes(var data, _) -> data.duplicate();
      case Content.Tensor tensor -> tensor.data().duplicate();
    };
  }
}
