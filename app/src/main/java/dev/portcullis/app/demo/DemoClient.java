package dev.portcullis.app.demo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Calls the gateway over TLS as any client would, trusting the development authority alone. */
public final class DemoClient implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final String url;
  private final HttpClient client;

  private DemoClient(String url, HttpClient client) {
    this.url = url;
    this.client = client;
  }

  /** A client of the gateway at this URL. */
  public static DemoClient of(String url, Path authority) throws IOException {
    var client =
        HttpClient.newBuilder().sslContext(trusting(authority)).connectTimeout(DEADLINE).build();
    return new DemoClient(url, client);
  }

  /**
   * What came back.
   *
   * @param code of a refusal; empty where there was none
   * @param label of a classification; empty where there was none
   */
  public record Got(int status, String code, String label, String body) {}

  Got send(DemoRequest request) throws IOException {
    var builder =
        HttpRequest.newBuilder(URI.create(url + request.path()))
            .timeout(DEADLINE)
            .POST(BodyPublishers.ofString(request.body(), StandardCharsets.ISO_8859_1));
    request.headers().forEach(builder::header);
    try {
      var response = client.send(builder.build(), BodyHandlers.ofString());
      return got(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("ended while waiting for an answer");
    }
  }

  private static Got got(int status, String body) {
    try {
      var json = JSON.readTree(body);
      return new Got(status, json.path("code").asString(""), json.path("label").asString(""), body);
    } catch (JacksonException e) {
      return new Got(status, "", "", body);
    }
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (var in = Files.newInputStream(authority)) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("development", certificate);
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      var context = SSLContext.getInstance("TLSv1.3");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(authority + ": no certificate authority", e);
    }
  }

  /** The gateway that is called. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    client.close();
  }
}
