package dev.portcullis.edge.surfaces;

import dev.portcullis.kernel.call.Answer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A message ready for the wire.
 *
 * @param headers fields of its own, beside those that every answer has; names in lower case
 */
public record Written(
    int status, String mediaType, Map<String, String> headers, List<ByteBuffer> body) {
  public Written {
    headers = Map.copyOf(headers);
    body = List.copyOf(body);
  }

  /** An answer in the document that it came in. */
  public static Written of(Answer answer) {
    var document = answer.document();
    return new Written(
        answer.status(), document.mediaType(), Map.of(), document.wire(answer.parts()));
  }

  /** How many bytes the body has. */
  public long bytes() {
    return body.stream().mapToLong(ByteBuffer::remaining).sum();
  }
}
