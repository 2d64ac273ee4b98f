package dev.portcullis.edge.http;

import dev.portcullis.edge.tls.ServerTls;

/**
 * Where and how the edge listens.
 *
 * @param host address to bind, such as {@code 127.0.0.1}
 * @param port 0 for any that is free
 */
public record ListenerSettings(
    String host, int port, Transport transport, ProxyProtocol proxyProtocol, Timing timing) {
  /** What bytes travel in. */
  public sealed interface Transport {
    /** TLS 1.3 with HTTP/2 and HTTP/1.1. */
    record Encrypted(ServerTls tls) implements Transport {}

    /** No encryption, and HTTP/1.1 alone. */
    record ClearText() implements Transport {}
  }

  /** Whether trusted proxies put a PROXY v2 header before everything else. */
  public enum ProxyProtocol {
    OFF,
    V2
  }

  /** Whether answers say how long each control took. */
  public enum Timing {
    HIDDEN,
    SHOWN
  }

  public ListenerSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
    }
  }

  /** A clear-text listener. */
  public static ListenerSettings clearText(String host, int port) {
    return new ListenerSettings(
        host, port, new Transport.ClearText(), ProxyProtocol.OFF, Timing.HIDDEN);
  }

  /** A TLS listener. */
  public static ListenerSettings encrypted(String host, int port, ServerTls tls) {
    return new ListenerSettings(
        host, port, new Transport.Encrypted(tls), ProxyProtocol.OFF, Timing.HIDDEN);
  }

  /** The scheme of its requests. */
  String scheme() {
    return switch (transport) {
      case Transport.Encrypted _ -> "https";
      case Transport.ClearText _ -> "http";
    };
  }
}
