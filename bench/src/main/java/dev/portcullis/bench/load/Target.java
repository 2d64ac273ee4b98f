package dev.portcullis.bench.load;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What is asked of a server, again and again.
 *
 * @param headers beside Host, Connection and Content-Length, which whoever sends sets himself
 */
public record Target(URI url, Map<String, String> headers, ByteBuffer body) {

  public Target {
    headers = Map.copyOf(headers);
    body = body.asReadOnlyBuffer();
  }

  public static Target of(URI url, Map<String, String> headers, byte[] body) {
    return new Target(url, headers, ByteBuffer.wrap(body.clone()));
  }

  /** The same from another server. */
  public Target at(URI other) {
    return new Target(other, headers, body);
  }

  /** The body as an array of the caller's own. */
  public byte[] bytes() {
    var bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    return bytes;
  }
}
