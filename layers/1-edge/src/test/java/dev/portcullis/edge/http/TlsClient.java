package dev.portcullis.edge.http;

import dev.portcullis.edge.tls.DevelopmentAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Speaks TLS to a development server, trusting its authority alone. */
final class TlsClient {
  private TlsClient() {}

  static RawClient raw(Path folder, int port) throws IOException, GeneralSecurityException {
    return new RawClient(socket(folder, port));
  }

  /** One that asks for a server by its name (SNI), or for nobody. */
  static RawClient raw(Path folder, int port, Optional<String> serverName)
      throws IOException, GeneralSecurityException {
    return new RawClient(socket(folder, port, serverName));
  }

  static SSLSocket socket(Path folder, int port, Optional<String> serverName)
      throws IOException, GeneralSecurityException {
    var socket = socket(folder, port);
    var parameters = socket.getSSLParameters();
    parameters.setServerNames(
        serverName
            .<List<SNIServerName>>map(name -> List.of(new SNIHostName(name)))
            .orElse(List.of()));
    socket.setSSLParameters(parameters);
    return socket;
  }

  static SSLSocket socket(Path folder, int port) throws IOException, GeneralSecurityException {
    var socket =
        (SSLSocket)
            context(folder).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(RawClient.PATIENCE_MILLIS);
    return socket;
  }

  static SSLContext context(Path folder) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("ca", certificate(DevelopmentAuthority.certificate(folder)));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
