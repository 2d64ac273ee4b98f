package dev.portcullis.edge.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The files a server proves itself with, in PEM.
 *
 * @param certificate the server's certificate, followed by the authorities between it and the root
 * @param key its private key, PKCS #8
 */
public record ServerTls(Path certificate, Path key) {
  /** The options of a listener, from what the files hold now. */
  public ServerSSLOptions options() throws IOException {
    var options = new ServerSSLOptions();
    options.setKeyCertOptions(
        new PemKeyCertOptions()
            .addCertValue(Buffer.buffer(Files.readAllBytes(certificate)))
            .addKeyValue(Buffer.buffer(Files.readAllBytes(key))));
    options.setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
    return options;
  }
}
