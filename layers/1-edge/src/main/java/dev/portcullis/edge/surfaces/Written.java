package dev.portcullis.edge.surfaces;

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

  /** How many bytes the body has. */
  public long bytes() {
    return body.stream().mapToLong(ByteBuffer::remaining).sum();
  }
}
