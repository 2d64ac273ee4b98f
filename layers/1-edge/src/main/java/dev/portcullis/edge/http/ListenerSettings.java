package dev.portcullis.edge.http;

import dev.portcullis.edge.http.door.Door;
import dev.portcullis.edge.http.door.Hosts;
import dev.portcullis.edge.http.door.TrustedProxies;
import dev.portcullis.edge.tls.ServerTls;

/**
 * Where and how the edge listens.
 *
 * @param host address to bind, such as {@code 127.0.0.1}
 * @param port 0 for any that is free
 * @param hosts whose requests are served
 * @param proxies whose word on a client's address is taken
 */
public record ListenerSettings(
    String host,
    int port,
    Transport transport,
    Hosts hosts,
    TrustedProxies proxies,
    Door.ProxyProtocol proxyProtocol,
    Timing timing) {
  /** What bytes travel in. */
  public sealed interface Transport {
    /** TLS 1.3 with HTTP/2 and HTTP/1.1. */
    record Encrypted(ServerTls tls) implements Transport {}

    /** No encryption, and HTTP/1.1 alone. */
    record ClearText() implements Transport {}
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
    return direct(host, port, new Transport.ClearText());
  }

  /** A TLS listener. */
  public static ListenerSettings encrypted(String host, int port, ServerTls tls) {
    return direct(host, port, new Transport.Encrypted(tls));
  }

  /** The scheme of its requests. */
  String scheme() {
    return switch (transport) {
      case Transport.Encrypted _ -> "https";
      case Transport.ClearText _ -> "http";
    };
  }

  private static ListenerSettings direct(String host, int port, Transport transport) {
    return new ListenerSettings(
        host,
        port,
        transport,
        Hosts.ANY,
        TrustedProxies.NONE,
        Door.ProxyProtocol.OFF,
        Timing.HIDDEN);
  }
}
