package dev.portcullis.verify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A gateway as a user starts it: {@code ./portcullis up}, in a process and a folder of its own. */
final class RunningGateway implements AutoCloseable {

  /** The launcher may have to build first, on a machine that is busy with other tests. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Process process;
  private final Map<String, String> environment;
  private final HttpClient client;

  private RunningGateway(Process process, Map<String, String> environment, HttpClient client) {
    this.process = process;
    this.environment = environment;
    this.client = client;
  }

  /** Starts {@code up} with these further arguments, and returns when it serves. */
  static RunningGateway up(Path data, String... more) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                House.ROOT.resolve("portcullis").toString(),
                "up",
                "--port",
                "0",
                "--admin-port",
                "0",
                "--data",
                data.toString()));
    command.addAll(List.of(more));
    Files.createDirectories(data);
    var log = data.resolve("up.log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var demo = data.resolve("demo.env");
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(demo) || !Files.readString(log).contains("ready")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("up did not start:\n" + Files.readString(log));
      }
      Thread.sleep(50);
    }
    var environment = read(demo);
    return new RunningGateway(
        process, environment, trusting(Path.of(environment.get("PORTCULLIS_CA"))));
  }

  private static Map<String, String> read(Path file) throws IOException {
    var variables = new HashMap<String, String>();
    for (var line : Files.readAllLines(file)) {
      var equals = line.indexOf('=');
      if (equals > 0) {
        var name = line.substring(0, equals).replace("export ", "").strip();
        variables.put(name, unquoted(line.substring(equals + 1)));
      }
    }
    return variables;
  }

  private static String unquoted(String value) {
    return value.replace("'", "").replace("\"", "").strip();
  }

  static HttpClient trusting(Path authority) throws IOException {
    try (var pem = Files.newInputStream(authority)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "dev", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var tls = SSLContext.getInstance("TLSv1.3");
      tls.init(null, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(10)).build();
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot trust " + authority, e);
    }
  }

  String url() {
    return environment.getOrDefault("PORTCULLIS_URL", "");
  }

  String adminUrl() {
    return environment.getOrDefault("PORTCULLIS_ADMIN_URL", "");
  }

  String key() {
    return environment.getOrDefault("PORTCULLIS_KEY", "");
  }

  Map<String, String> environment() {
    return environment;
  }

  long pid() {
    return process.pid();
  }

  /** A request to the public listener, with the demo key. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path))
        .timeout(Duration.ofSeconds(30))
        .header("x-api-key", key());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<String> postJson(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpClient client() {
    return client;
  }

  /** Ends it as a power cut would. */
  void kill() throws InterruptedException {
    // The launcher has become the JVM by exec, so this is the gateway itself.
    process.destroyForcibly();
    process.waitFor(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    end(process);
  }

  /** Asks a gateway to leave; after a while it is made to. */
  static void end(Process process) {
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
