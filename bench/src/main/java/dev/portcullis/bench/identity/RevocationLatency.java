package dev.portcullis.bench.identity;

import dev.portcullis.bench.Result.Figure;
import dev.portcullis.gateway.apikey.Environment;
import dev.portcullis.gateway.apikey.Grant;
import dev.portcullis.gateway.apikey.Keys;
import dev.portcullis.gateway.apikey.ShownOnce;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How long a key is still let in after somebody began to take it back: on each of three gateways,
 * asked through its port without a pause.
 */
final class RevocationLatency {

  private static final int GATEWAYS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int revocations;

  /**
   * A measurement.
   *
   * @param revocations keys that are taken back, one after the other
   */
  RevocationLatency(int revocations) {
    this.revocations = revocations;
  }

  List<Figure> measure() throws IOException, InterruptedException, ExecutionException {
    try (var fleet = Fleet.start(Files.createTempDirectory("identity"), GATEWAYS);
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var keys = IntStream.range(0, revocations).mapToObj(i -> key(fleet, i)).toList();
      var register = fleet.revocations();
      for (var gateway : fleet.gateways()) {
        until(200, client, gateway, keys.getLast());
      }
      var nanos = new long[revocations * GATEWAYS];
      for (int i = 0; i < revocations; i++) {
        var refused = watch(callers, client, fleet.gateways(), keys.get(i));
        var began = System.nanoTime();
        register.revoke(
            Revocation.of(Target.key(keys.get(i).key().id().value()), Instant.now(), "bench"));
        for (int g = 0; g < GATEWAYS; g++) {
          nanos[i * GATEWAYS + g] = Math.max(0, refused.get(g).get() - began);
        }
      }
      return figures(nanos);
    }
  }

  /** Calls every gateway with the key, until each refuses it; each tells when. */
  private static List<Future<Long>> watch(
      ExecutorService callers, HttpClient client, List<URI> gateways, ShownOnce key)
      throws IOException, InterruptedException {
    for (var gateway : gateways) {
      until(200, client, gateway, key);
    }
    return gateways.stream()
        .map(gateway -> callers.submit(() -> until(401, client, gateway, key)))
        .toList();
  }

  private static long until(int status, HttpClient client, URI gateway, ShownOnce key)
      throws IOException, InterruptedException {
    var text = new String(key.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.US_ASCII);
    var request = HttpRequest.newBuilder(gateway).header("x-api-key", text).build();
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (client.send(request, BodyHandlers.discarding()).statusCode() != status) {
      if (System.nanoTime() > end) {
        throw new IOException(gateway + " does not answer " + status);
      }
    }
    return System.nanoTime();
  }

  private static ShownOnce key(Fleet fleet, int index) {
    var grant = new Grant("client-" + index, "default", List.of("*"), List.of("inference:*"));
    return fleet.keys().keys().create(grant, Environment.LIVE, Keys.DEFAULT_LIFETIME);
  }

  private static List<Figure> figures(long[] nanos) {
    Arrays.sort(nanos);
    return List.of(
        figure("p50", nanos, 0.50), figure("p99", nanos, 0.99), figure("p99.9", nanos, 0.999));
  }

  private static Figure figure(String name, long[] sorted, double part) {
    int rank = Math.max(1, (int) Math.ceil(part * sorted.length));
    return new Figure("revocation to refusal, " + name, sorted[rank - 1] / 1e6, "ms");
  }
}
