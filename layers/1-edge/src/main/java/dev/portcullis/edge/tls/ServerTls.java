package dev.portcullis.edge.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;

/**
 * The files a server proves itself with, in PEM.
 *
 * @param certificate the server's certificate, followed by the authorities between it and the root
 * @param key its private key, PKCS #8
 * @param lookEvery how often the files are looked at for a change
 */
public record ServerTls(Path certificate, Path key, Duration lookEvery) {
  /** Files that are looked at every two seconds. */
  public ServerTls(Path certificate, Path key) {
    this(certificate, key, Duration.ofSeconds(2));
  }

  /**
   * The options of a listener, from what the files hold now.
   *
   * @throws IOException where they cannot be read, or hold no certificate that is valid now and its
   *     key
   */
  public ServerSSLOptions options() throws IOException {
    return options(read());
  }

  /** What the files hold now, whatever that is worth. */
  PemKeyCertOptions read() throws IOException {
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(Files.readAllBytes(certificate)))
        .addKeyValue(Buffer.buffer(Files.readAllBytes(key)));
  }

  ServerSSLOptions options(PemKeyCertOptions read) throws IOException {
    requireValid(read.getCertValue().getBytes(), read.getKeyValue().getBytes());
    var options = new ServerSSLOptions();
    options.setKeyCertOptions(read);
    options.setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
    return options;
  }

  /** A certificate past its time is not served: clients would learn to look away. */
  private void requireValid(byte[] chain, byte[] secret) throws IOException {
    try {
      var leaf =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(chain));
      leaf.checkValidity();
      KeyProof.require(leaf.getPublicKey(), secret);
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate + ": no certificate that is valid now, with its key", e);
    }
  }
}
