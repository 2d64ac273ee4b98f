package dev.portcullis.bench.load;

import java.net.URI;
import java.util.Map;

/**
 * What is asked of a server, again and again.
 *
 * @param headers beside Host, Connection and Content-Length, which whoever sends sets himself
 */
public record Target(URI url, Map<String, String> headers, byte[] body) {

  public Target {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  /** The same from another server. */
  public Target at(URI other) {
    return new Target(other, headers, body);
  }

  @Override
  public byte[] body() {
    return body.clone();
  }
}
