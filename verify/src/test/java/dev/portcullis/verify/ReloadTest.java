package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is replaced under load: no request fails, and the new one is served. */
final class ReloadTest {

  private static final int CALLERS = 4;
  private static final int TRIES = 300;
  private static final String CONFIGURATION =
      """
      version: 1
      data: data
      listeners:
        - {name: main, host: 127.0.0.1, port: 0, tls: {certificate: cert.pem, key: key.pem}}
      admin: {port: 0}
      models:
        - {name: fashion, builtin: fashion}
      routes:
        - {id: oip, surface: oip, path: /v2, unprotected: [LIMIT, VALIDATE, FIREWALL, PROTECT]}
      policies:
        - {id: apikey, control: apikey}
        - {id: model-access, control: model-access}
      """;

  @TempDir private Path folder = Path.of("");
  private final AtomicBoolean ends = new AtomicBoolean();
  private final AtomicInteger served = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  @Test
  void certificateThatIsReplaced_isServed_andNoRequestFails()
      throws IOException, InterruptedException, GeneralSecurityException {
    var first = OwnCertificate.make(folder, "first");
    var second = OwnCertificate.make(folder, "second");
    var tls = trusting(first.certificate(), second.certificate());
    first.install(folder);
    var file = Files.writeString(folder.resolve("own.yaml"), CONFIGURATION);
    var key =
        CommandLine.answer("keys", "create", "x", "--data", folder.resolve("data").toString());

    try (var gateway = ConfiguredGateway.run(file);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() -> callUntilEnd(tls, gateway.url(), key));
      }
      assertThat(shown(tls, gateway.url())).isEqualTo(first.certificate());
      awaitServed(50);

      second.install(folder);

      assertThat(awaitShown(second.certificate(), tls, gateway.url())).isTrue();
      awaitServed(50);
      ends.set(true);
    }
    assertThat(failures).isEmpty();
  }

  private void callUntilEnd(SSLContext tls, URI gateway, String key) {
    var request =
        HttpRequest.newBuilder(gateway.resolve("/v2/health/ready"))
            .header("x-api-key", key)
            .build();
    while (!ends.get()) {
      // A client of its own for some calls: each shakes hands anew.
      try (var client = HttpClient.newBuilder().sslContext(tls).build()) {
        for (int i = 0; i < 10 && !ends.get(); i++) {
          var status = client.send(request, BodyHandlers.discarding()).statusCode();
          if (status != 200) {
            failures.add("status " + status);
          }
          served.incrementAndGet();
          TimeUnit.MILLISECONDS.sleep(5);
        }
      } catch (IOException e) {
        failures.add(e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void awaitServed(int more) throws InterruptedException {
    var until = served.get() + more;
    for (int i = 0; i < TRIES && served.get() < until; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(served).hasValueGreaterThanOrEqualTo(until);
  }

  private static boolean awaitShown(Certificate wanted, SSLContext tls, URI gateway)
      throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      if (shown(tls, gateway).equals(wanted)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return false;
  }

  /** The certificate that a new connection is shown. */
  private static Certificate shown(SSLContext tls, URI gateway) throws IOException {
    try (var socket = new RawClient(tls, gateway).connect()) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private static SSLContext trusting(Certificate... certificates)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (var certificate : certificates) {
      store.setCertificateEntry("own" + store.size(), certificate);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var tls = SSLContext.getInstance("TLSv1.3");
    tls.init(null, trust.getTrustManagers(), null);
    return tls;
  }
}
