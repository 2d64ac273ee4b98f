package dev.portcullis.edge.upstream;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** One address of an upstream, and how it does. Shared by every loop. */
final class Peer {

  private static final int CLEAR_PORT = 80;
  private static final int TLS_PORT = 443;

  private final URI url;
  private final String prefix;
  private final HealthSettings health;
  private final Breaker breaker;
  private final AtomicInteger outstanding = new AtomicInteger();
  private final AtomicInteger streak = new AtomicInteger();
  private volatile boolean up = true;

  Peer(URI url, UpstreamSettings settings, LongSupplier nanoTime) {
    this.url = url;
    var path = url.getRawPath();
    this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    this.health = settings.health();
    this.breaker = new Breaker(settings.breaker(), nanoTime);
  }

  RequestOptions request(String method, String target) {
    boolean tls = url.getScheme().equals("https");
    int port = url.getPort() > 0 ? url.getPort() : (tls ? TLS_PORT : CLEAR_PORT);
    return new RequestOptions()
        .setMethod(HttpMethod.valueOf(method))
        .setHost(host())
        .setPort(port)
        .setSsl(tls)
        .setURI(prefix + target);
  }

  /** A literal IPv6 address stands in brackets in a URL alone. */
  private String host() {
    var host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  boolean up() {
    return up;
  }

  Breaker breaker() {
    return breaker;
  }

  int outstanding() {
    return outstanding.get();
  }

  void began() {
    outstanding.incrementAndGet();
  }

  void ended() {
    outstanding.decrementAndGet();
  }

  /** A health answer: enough of one kind in a row turn the state. */
  void answeredHealth(Health answer) {
    boolean confirms = (answer == Health.WELL) == up;
    int turned = answer == Health.WELL ? health.rise() : health.fall();
    if (confirms) {
      streak.set(0);
    } else if (streak.incrementAndGet() >= turned) {
      up = answer == Health.WELL;
      streak.set(0);
    }
  }

  /** What a health path said. */
  enum Health {
    WELL,
    UNWELL
  }

  UpstreamState state(String upstream) {
    return new UpstreamState(
        upstream,
        url.getRawAuthority(),
        up ? "up" : "down",
        breaker.state().name().toLowerCase(Locale.ROOT),
        outstanding(),
        breaker.opened(),
        breaker.failedCalls());
  }
}
