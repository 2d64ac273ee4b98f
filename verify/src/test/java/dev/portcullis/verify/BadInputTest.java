package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Bad input on every route gets a clear refusal that repeats nothing, and reaches no model. */
final class BadInputTest {

  private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();

  @TempDir private static Path data = Path.of("");
  private static RunningGateway gateway;
  private static RawClient client;
  private static BadHeads.Keys keys;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    gateway = RunningGateway.up(data);
    client = new RawClient(gateway.client().sslContext(), URI.create(gateway.url()));
    keys =
        new BadHeads.Keys(
            key("good"),
            key("unscoped", "--scope", "nothing:here"),
            key("foreign", "--model", "x"),
            revoked());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static String key(String client, String... more)
      throws IOException, InterruptedException {
    var create = Stream.of("keys", "create", client, "--env", "demo", "--data", data.toString());
    return CommandLine.answer(Stream.concat(create, Stream.of(more)).toArray(String[]::new));
  }

  /** A key that worked, and by now no longer does. */
  private static String revoked() throws IOException, InterruptedException {
    var key = key("revoked");
    var probe = BadRequest.draft("GET", "/v2").key(key).refused("probe", 401, "unauthenticated");
    assertThat(client.send(probe.message()).status()).isEqualTo(200);
    CommandLine.answer("keys", "revoke", idOf(key), "--data", data.toString());
    for (int i = 0; i < 200 && client.send(probe.message()).status() == 200; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return key;
  }

  /** The third of the four pieces of a key. */
  private static String idOf(String key) {
    var from = key.indexOf('_', key.indexOf('_') + 1) + 1;
    return key.substring(from, key.indexOf('_', from));
  }

  @TestFactory
  Stream<DynamicTest> everyBadRequest_isRefusedAsItShould() {
    var port = URI.create(gateway.url()).getPort();
    var rows =
        Stream.of(
                new BadHeads(keys).all(),
                new BadBodies(keys.good()).all(),
                new BadPictures(gateway.key(), port).all())
            .flatMap(all -> all)
            .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> isRefused(bad)));
    return Stream.concat(
        rows, Stream.of(DynamicTest.dynamicTest("none reached a model", this::noneIsIntended)));
  }

  private static void isRefused(BadRequest bad) throws IOException {
    var answer = client.send(bad.message());

    assertThat(answer.text()).startsWith("HTTP/1.1 " + bad.status() + " ");
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.text()).contains("\"code\":\"" + bad.code() + "\"");
    var id = answer.header("x-request-id");
    assertThat(answer.text()).contains("\"request_id\":\"" + id + "\"");
    assertThat(id).hasSize(32);
    assertThat(answer.text()).doesNotContainIgnoringCase(BadRequest.MARK);
    assertThat(answer.header("www-authenticate")).isEqualTo(bad.status() == 401 ? "Bearer" : "");
    assertThat(answer.header("allow").isEmpty()).isEqualTo(bad.status() != 405);
    REFUSED.add(id);
  }

  private void noneIsIntended() throws IOException, InterruptedException {
    var good =
        gateway.postJson("/v1/models/fashion:predict", House.read("examples/requests/boot.json"));
    assertThat(good.statusCode()).isEqualTo(200);
    var served = good.headers().firstValue("x-request-id").orElseThrow();

    var intended = intended();

    assertThat(REFUSED).hasSizeGreaterThan(180);
    assertThat(intended).contains(served).doesNotContainAnyElementsOf(REFUSED);
  }

  /** The ids of all exchanges that were let through to a model. */
  private static Set<String> intended() throws IOException {
    var ids = ConcurrentHashMap.<String>newKeySet();
    try (var segments = Files.list(data.resolve("ledger"))) {
      for (var segment : segments.filter(f -> f.toString().endsWith(".log")).toList()) {
        var entries = Files.readString(segment, StandardCharsets.ISO_8859_1);
        Stream.of(entries.split("\"event\":\"intent\",\"id\":\"", -1))
            .skip(1)
            .forEach(rest -> ids.add(rest.substring(0, rest.indexOf('"'))));
      }
    }
    return ids;
  }

  @Test
  void tls12_isRefused() throws IOException {
    try (var socket = client.connect()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});

      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void clearTextOnTheEncryptedPort_getsNoAnswer() throws IOException {
    var port = URI.create(gateway.url()).getPort();
    try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write("GET /v2 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(answer).doesNotContain("HTTP/");
    }
  }
}
