package dev.portcullis.app.wiring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** One gateway whose listeners differ in whom they serve and how much they take. */
@TestInstance(Lifecycle.PER_CLASS)
final class ListenersTest {

  private static final String LISTENERS =
      """
      version: 1
      data: DATA
      admin: {port: 0}
      listeners:
        - name: strict
          port: 0
          tls: clear_text
          hosts: [api.test, "*.models.test"]
          limits: {head: {max_headers: 2}}
        - {name: narrow, port: 0, tls: clear_text, limits: {connections: {per_address: 1}}}
        - {name: open, port: 0, tls: clear_text, trusted_proxies: 127.0.0.1, unnamed_clients: served}
        - {name: proxied, port: 0, tls: clear_text, trusted_proxies: 127.0.0.1}
      routes:
        - id: picture
          surface: asset
          path: /boot.png
          access: anonymous
          unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]
      """;

  private final Opened opened = new Opened();
  private Listening listening = new Listening(List.of(), new Listening.Address("", "", 0));

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    var file = folder.resolve("f.yaml");
    Files.writeString(file, LISTENERS.replace("DATA", folder.resolve("data").toString()));
    listening = opened.add(Gateway.start(ConfigFiles.load(file))).listening();
  }

  @AfterAll
  void stop() {
    opened.close();
  }

  @Test
  void eachListener_servesItsOwnHosts() throws IOException {
    assertThat(ask("strict", "Host: api.test")).startsWith("HTTP/1.1 200");
    assertThat(ask("strict", "Host: a.models.test")).startsWith("HTTP/1.1 200");
    assertThat(ask("strict", "Host: other.test")).startsWith("HTTP/1.1 421");
    assertThat(ask("open", "Host: other.test")).startsWith("HTTP/1.1 200");
  }

  @Test
  void eachListener_hasItsOwnLimits() throws IOException {
    var three = "Host: api.test\r\nA: 1";

    assertThat(ask("strict", three)).startsWith("HTTP/1.1 431");
    assertThat(ask("open", three)).startsWith("HTTP/1.1 200");
    try (var only = connect("narrow")) {
      assertThat(only.isConnected()).isTrue();
      assertThat(ask("narrow", "Host: api.test")).isEmpty();
    }
  }

  @Test
  void aTrustedProxyThatNamesNobody_isServedOnlyWhereTheListenerSaysSo() throws IOException {
    assertThat(ask("open", "Host: a")).startsWith("HTTP/1.1 200");
    assertThat(ask("proxied", "Host: a")).startsWith("HTTP/1.1 400");
    assertThat(ask("proxied", "Host: a\r\nX-Forwarded-For: 203.0.113.9"))
        .startsWith("HTTP/1.1 200");
  }

  private Socket connect(String listener) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port(listener));
  }

  private int port(String listener) {
    return listening.listeners().stream()
        .filter(address -> address.name().equals(listener))
        .findFirst()
        .orElseThrow()
        .port();
  }

  private String ask(String listener, String fields) throws IOException {
    try (var socket = connect(listener)) {
      socket.setSoTimeout(10_000);
      var request = "GET /boot.png HTTP/1.1\r\n" + fields + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      // A connection that is closed unread is reset.
      return "";
    }
  }
}
