package dev.portcullis.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost, P-256 and self-signed, that two servers can share. */
public record Certificate(Path chain, Path key) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Makes one. */
  public static Certificate create(Path folder) throws IOException, InterruptedException {
    var made = new Certificate(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    var command =
        List.of(
            Programs.find("openssl", "openssl"),
            "req",
            "-x509",
            "-nodes",
            "-days",
            "7",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout",
            made.key().toString(),
            "-out",
            made.chain().toString());
    try (var openssl = Child.start(command, folder.resolve("openssl.log"))) {
      if (openssl.await(PATIENCE) != 0) {
        throw new IOException("openssl made no certificate:\n" + openssl.output());
      }
    }
    return made;
  }

  /** TLS 1.3 that trusts this certificate alone. */
  public SSLContext trust() throws IOException {
    return trusting(chain);
  }

  /** TLS 1.3 that trusts the one certificate in this file. */
  public static SSLContext trusting(Path chain) throws IOException {
    try (var pem = Files.newInputStream(chain)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLSv1.3");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot trust " + chain, e);
    }
  }
}
