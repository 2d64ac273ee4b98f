package dev.portcullis.edge.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;

/** Whom a client asked for in its TLS handshake (SNI, RFC 6066). */
final class ServerName {
  /** No host is called so: who asked for a name that is none is at home nowhere. */
  private static final String NOBODY = "";

  private ServerName() {}

  /** The name, empty where the client sent none or there was no handshake. */
  static Optional<String> of(Channel channel) {
    return Optional.ofNullable(channel.pipeline().get(SslHandler.class))
        .map(tls -> tls.engine().getSession())
        .filter(ExtendedSSLSession.class::isInstance)
        .flatMap(session -> asked((ExtendedSSLSession) session));
  }

  private static Optional<String> asked(ExtendedSSLSession session) {
    try {
      return session.getRequestedServerNames().stream()
          .map(name -> name instanceof SNIHostName host ? host.getAsciiName() : NOBODY)
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.of(NOBODY);
    }
  }
}
