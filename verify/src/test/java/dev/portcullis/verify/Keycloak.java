package dev.portcullis.verify;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Keycloak, from its distribution, with a realm of the test's. */
final class Keycloak implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ADMIN = "admin";

  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private Keycloak(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it, which takes most of a minute.
   *
   * @param realm the file of the realm to begin with
   */
  static Keycloak start(Path distribution, Path folder, Path realm)
      throws IOException, InterruptedException {
    var port = freePort();
    var imports = Files.createDirectories(distribution.resolve("data/import"));
    Files.writeString(imports.resolve("realm.json"), Files.readString(realm));
    var builder =
        new ProcessBuilder(
                "sh",
                distribution.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--db=dev-mem",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keycloak.log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
    var keycloak = new Keycloak(builder.start(), port);
    keycloak.awaitRealm(folder.resolve("keycloak.log"));
    return keycloak;
  }

  String issuer() {
    return "http://127.0.0.1:" + port + "/realms/ml";
  }

  /** What the token endpoint says to a client of this name, secret and grant. */
  JsonNode token(Map<String, String> form) throws IOException, InterruptedException {
    return JSON.readTree(post(issuer() + "/protocol/openid-connect/token", form).body());
  }

  /** The status of ending the session that a refresh token belongs to. */
  int logout(Map<String, String> form) throws IOException, InterruptedException {
    return post(issuer() + "/protocol/openid-connect/logout", form).statusCode();
  }

  /** Makes a new key that signs from now on; the old one goes on to be published. */
  void rotateKey() throws IOException, InterruptedException {
    var component =
        """
        {"name": "next", "providerId": "rsa-generated", "parentId": "ml",
         "providerType": "org.keycloak.keys.KeyProvider",
         "config": {"priority": ["200"], "enabled": ["true"], "active": ["true"],
                    "keySize": ["2048"], "algorithm": ["RS256"]}}
        """;
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/admin/realms/ml/components"))
            .header("authorization", "Bearer " + adminToken())
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(component))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException("no new key: " + answer.statusCode() + " " + answer.body());
    }
  }

  private String adminToken() throws IOException, InterruptedException {
    var form =
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "admin-cli",
            "username",
            ADMIN,
            "password",
            ADMIN);
    var url = "http://127.0.0.1:" + port + "/realms/master/protocol/openid-connect/token";
    return JSON.readTree(post(url, form).body()).path("access_token").asString();
  }

  private HttpResponse<String> post(String url, Map<String, String> form)
      throws IOException, InterruptedException {
    var body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void awaitRealm(Path log) throws IOException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!isThere()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("Keycloak did not start:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private boolean isThere() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(issuer())).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    // The script is a parent of the server, or has become it.
    List.copyOf(process.descendants().toList()).forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
