package dev.portcullis.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The gateway as an operator runs it: {@code run --config FILE}, in a process of its own. */
public final class GatewayProcess implements AutoCloseable {

  private static final String MAIN = "dev.portcullis.app.cli.Main";
  private static final Duration START_DEADLINE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Child child;

  private GatewayProcess(Child child) {
    this.child = child;
  }

  /**
   * Starts a gateway, and returns when it says that it is ready.
   *
   * @param folder where its configuration and its log are written
   * @param configuration what the file says
   * @param adminPort the port that the configuration gives operators
   */
  public static GatewayProcess run(Path folder, String configuration, int adminPort)
      throws IOException, InterruptedException {
    var file = Files.writeString(folder.resolve("gateway.yaml"), configuration);
    var command = Jvm.command(MAIN, List.of("run", "--config", file.toString()));
    var gateway = new GatewayProcess(Child.start(command, folder.resolve("gateway.log")));
    try {
      gateway.awaitReady(URI.create("http://127.0.0.1:" + adminPort + "/readyz"));
      return gateway;
    } catch (IOException | InterruptedException | RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  /**
   * Makes a key, by the verb that operators use; the gateway may be running.
   *
   * @param data the gateway's data folder
   */
  public static String createKey(Path data, String client)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of("keys", "create", client, "--data", data.toString()));
    var process =
        new ProcessBuilder(Jvm.command(MAIN, arguments))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    if (process.waitFor() != 0 || printed.isEmpty()) {
      throw new IOException("keys create failed in " + data);
    }
    return printed;
  }

  public Family family() {
    return child.family();
  }

  public boolean isAlive() {
    return child.isAlive();
  }

  /** Ends it as a power cut would: SIGKILL. */
  public void kill() throws InterruptedException {
    child.kill();
  }

  @Override
  public void close() {
    child.close();
  }

  private void awaitReady(URI ready) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_DEADLINE.toNanos();
    // Without TLS this client would ask for an upgrade to HTTP/2, which the gateway refuses.
    var plain = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    try (var client = plain.build()) {
      while (!isReady(client, ready)) {
        if (!child.isAlive() || System.nanoTime() > end) {
          throw new IOException("the gateway did not start:\n" + child.output());
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
  }

  private static boolean isReady(HttpClient client, URI ready) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }
}
