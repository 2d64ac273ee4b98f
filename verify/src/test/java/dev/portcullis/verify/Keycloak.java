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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Keycloak, from its distribution, with a realm of the test's. */
final class Keycloak implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ADMIN = "admin";

  /** It is started once and asked little: compiling it well would take longer than running it. */
  private static final String JVM =
      "-Xms64m -Xmx512m -XX:MaxMetaspaceSize=256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private Keycloak(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a copy of it, which takes a minute: whatever it writes goes with the folder.
   *
   * @param distribution as it was unpacked; it stays as it is
   * @param realm the file of the realm to begin with
   */
  static Keycloak start(Path distribution, Path folder, Path realm)
      throws IOException, InterruptedException {
    var home = folder.resolve("keycloak");
    copy(distribution, home);
    Files.copy(realm, Files.createDirectories(home.resolve("data/import")).resolve("realm.json"));
    var port = freePort();
    var log = folder.resolve("keycloak.log");
    var keycloak = new Keycloak(launch(home, port, log), port);
    try {
      keycloak.awaitRealm(log);
      return keycloak;
    } catch (IOException | InterruptedException e) {
      keycloak.close();
      throw e;
    }
  }

  private static Process launch(Path home, int port, Path log) throws IOException {
    var builder =
        new ProcessBuilder(
                "sh",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--db=dev-mem",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", JVM);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
    return builder.start();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
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
            .timeout(ANSWERS_WITHIN)
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
            .timeout(ANSWERS_WITHIN)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void awaitRealm(Path log) throws IOException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!isThere()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("Keycloak did not start:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private boolean isThere() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(issuer())).timeout(ANSWERS_WITHIN).build();
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
    var processes = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    processes.forEach(ProcessHandle::destroy);
    try {
      process.waitFor(LEAVES_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    processes.forEach(ProcessHandle::destroyForcibly);
    client.close();
  }
}
