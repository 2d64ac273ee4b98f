package dev.portcullis.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of the operator's for the loopback, and its key, both in PEM. */
record OwnCertificate(Certificate certificate, String certificatePem, String keyPem) {

  private static final String ALIAS = "own";
  private static final String PASSWORD = "changeit";

  /** Made by the JDK's keytool in this folder. */
  static OwnCertificate make(Path folder, String name) throws IOException, InterruptedException {
    var file = folder.resolve(name + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var words = "-genkeypair -keyalg EC -groupname secp256r1 -storetype PKCS12 -validity 30";
    var command = new ArrayList<>(List.of(keytool.toString()));
    command.addAll(List.of(words.split(" ", -1)));
    command.addAll(List.of("-alias", ALIAS, "-dname", "CN=" + name, "-storepass", PASSWORD));
    command.addAll(List.of("-ext", "san=ip:127.0.0.1,dns:localhost", "-keystore", file.toString()));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("keytool failed");
    }
    return read(file);
  }

  private static OwnCertificate read(Path file) throws IOException {
    try {
      var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      var certificate = store.getCertificate(ALIAS);
      var key = store.getKey(ALIAS, PASSWORD.toCharArray());
      return new OwnCertificate(
          certificate,
          pem("CERTIFICATE", certificate.getEncoded()),
          pem("PRIVATE KEY", key.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException("keytool made no certificate with a key", e);
    }
  }

  private static String pem(String kind, byte[] content) {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
  }

  /** What a client needs that trusts this certificate alone. */
  SSLContext trusting() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(ALIAS, certificate);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var tls = SSLContext.getInstance("TLSv1.3");
    tls.init(null, trust.getTrustManagers(), null);
    return tls;
  }

  /** Puts both where the gateway reads them, each file whole at once. */
  void install(Path folder) throws IOException {
    replace(folder.resolve("key.pem"), keyPem);
    replace(folder.resolve("cert.pem"), certificatePem);
  }

  private static void replace(Path file, String text) throws IOException {
    var draft = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
