package dev.portcullis.app.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The system's certificate authorities and one more, in PEM. */
final class TrustFile {

  private static final @Nullable KeyStore SYSTEM = null;

  private TrustFile() {}

  static String with(Path authority) throws IOException {
    var pem = new StringBuilder(Files.readString(authority));
    var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    try {
      for (var certificate : system()) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(encoder.encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the system's authorities can't be read", e);
    }
    return pem.toString();
  }

  private static X509Certificate[] system() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(SYSTEM);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager trust) {
        return trust.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }
}
