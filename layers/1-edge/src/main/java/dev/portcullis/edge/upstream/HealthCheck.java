package dev.portcullis.edge.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.TimeUnit;

/** Asks every address of an upstream, again and again, whether it is well. */
final class HealthCheck implements AutoCloseable {

  private final Vertx vertx;
  private final HttpClient client;
  private final Peers peers;
  private final HealthSettings settings;
  private final long timer;

  HealthCheck(Vertx vertx, HttpClient client, Peers peers, HealthSettings settings) {
    this.vertx = vertx;
    this.client = client;
    this.peers = peers;
    this.settings = settings;
    this.timer = vertx.setPeriodic(0, settings.interval().toMillis(), _ -> ask());
  }

  private void ask() {
    for (var peer : peers.all()) {
      client
          .request(peer.request("GET", settings.path()))
          .compose(this::answered)
          .timeout(settings.interval().toMillis(), TimeUnit.MILLISECONDS)
          .onSuccess(peer::answeredHealth)
          .onFailure(_ -> peer.answeredHealth(Peer.Health.UNWELL));
    }
  }

  private Future<Peer.Health> answered(HttpClientRequest request) {
    request.idleTimeout(settings.interval().toMillis());
    return request.send().compose(HealthCheck::drained);
  }

  private static Future<Peer.Health> drained(HttpClientResponse response) {
    boolean well = response.statusCode() >= 200 && response.statusCode() < 300;
    return response.end().map(_ -> well ? Peer.Health.WELL : Peer.Health.UNWELL);
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
