package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.edge.tls.DevelopmentAuthority;
import dev.portcullis.edge.tls.ServerTls;
import dev.portcullis.edge.tls.TlsEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class TlsTest {
  private final RecordingRoad road = RecordingRoad.echoing();
  @TempDir private Path folder;
  private TestEdge edge;

  @BeforeEach
  void start() throws Exception {
    var made = DevelopmentAuthority.serverTls(folder, Clock.systemUTC());
    var tls = new ServerTls(made.certificate(), made.key(), Duration.ofMillis(50));
    edge =
        TestEdge.with(
            ListenerSettings.encrypted("127.0.0.1", 0, tls),
            EdgeLimits.DEFAULT,
            TestEdge.routes(road));
  }

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void bothVersions_areServedOnOnePort_byAlpn() throws Exception {
    for (var version : HttpClient.Version.values()) {
      if (version.compareTo(HttpClient.Version.HTTP_2) <= 0) {
        var answer = post(version, "/v1/models/fashion:predict", "hello");

        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
      }
    }
  }

  @Test
  void aBodyOverTheBound_is413_onHttp2_andTheConnectionServesOn() throws Exception {
    var client = client(HttpClient.Version.HTTP_2);
    var large = "x".repeat((int) TestEdge.MAX_BODY_BYTES + 1);

    var refused = client.send(request("/api/x", large), HttpResponse.BodyHandlers.ofString());
    var served = client.send(request("/api/x", "ok"), HttpResponse.BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(served.body()).isEqualTo("ok");
  }

  @Test
  void tls12_isRefused() throws Exception {
    try (var socket = TlsClient.socket(folder, edge.port())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});

      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void theKey_isReadByItsOwnerAlone_andTheNamesAreTheLoopbacks() throws Exception {
    var permissions = Files.getPosixFilePermissions(folder.resolve("server-key.pem"));
    var names = TlsClient.certificate(folder.resolve("server.pem")).getSubjectAlternativeNames();

    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    assertThat(names.toString()).contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(TlsEngine.chosen()).isEqualTo(TlsEngine.BORINGSSL);
  }

  @Test
  void aChangedCertificate_isServedToNewConnections_andOpenOnesGoOn(@TempDir Path other)
      throws Exception {
    var open = TlsClient.raw(folder, edge.port());
    var before = served(folder);
    DevelopmentAuthority.serverTls(other, Clock.systemUTC());

    for (var file : new String[] {"ca.pem", "server-key.pem", "server.pem"}) {
      Files.move(other.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Thread.sleep(1_000);

    assertThat(served(folder)).isNotEqualTo(before);
    var request =
        "POST /api/x HTTP/1.1\r\n"
            + "Host: a\r\n"
            + "Content-Type: text/plain\r\n"
            + "Content-Length: 2\r\n\r\n"
            + "ok";
    assertThat(open.send(request).readAnswer()).endsWith("ok");
    open.close();
  }

  @Test
  void filesThatMakeNoSense_leaveTheOldCertificateInUse() throws Exception {
    var before = served(folder);

    Files.writeString(folder.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\nno\n");
    Thread.sleep(300);
    assertThat(served(folder)).isEqualTo(before);

    Files.delete(folder.resolve("server-key.pem"));
    Thread.sleep(300);
    assertThat(served(folder)).isEqualTo(before);
    assertThat(post(HttpClient.Version.HTTP_2, "/api/x", "ok").body()).isEqualTo("ok");
  }

  @Test
  void whyAChangeIsNotServed_isSaidOnceForIt_notAtEachLook() throws Exception {
    try (var log = WatchLog.open()) {
      Files.writeString(folder.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\nno\n");
      Thread.sleep(500);
      assertThat(log.warnings()).hasSize(1);

      Files.writeString(folder.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\nstill no\n");
      Thread.sleep(500);
      assertThat(log.warnings()).hasSize(2);

      Files.delete(folder.resolve("server-key.pem"));
      Thread.sleep(500);
      assertThat(log.warnings()).hasSize(3).allMatch(text -> text.startsWith("certificate kept: "));
    }
  }

  @Test
  void aCertificateWithAnothersKey_isKeptOut(@TempDir Path other) throws Exception {
    var before = served(folder);
    DevelopmentAuthority.serverTls(other, Clock.systemUTC());

    Files.copy(
        other.resolve("server.pem"),
        folder.resolve("server.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    Thread.sleep(500);

    assertThat(served(folder)).isEqualTo(before);
  }

  private X509Certificate served(Path trusted) throws Exception {
    try (var socket = TlsClient.socket(trusted, edge.port())) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private HttpResponse<String> post(HttpClient.Version version, String path, String body)
      throws Exception {
    return client(version).send(request(path, body), HttpResponse.BodyHandlers.ofString());
  }

  private HttpClient client(HttpClient.Version version) throws Exception {
    return HttpClient.newBuilder().version(version).sslContext(TlsClient.context(folder)).build();
  }

  private HttpRequest request(String path, String body) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + edge.port() + path))
        .header("content-type", "text/plain")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
