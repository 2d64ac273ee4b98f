package dev.portcullis.edge.surfaces;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A request to an upstream, before its framing.
 *
 * @param target path and query, percent-encoded
 * @param headers names in lower case; neither framing nor {@code host}
 * @param body empty where there is none
 */
public record Outgoing(
    String method, String target, Map<String, String> headers, List<ByteBuffer> body) {
  public Outgoing {
    headers = Map.copyOf(headers);
    body = List.copyOf(body);
  }
}
