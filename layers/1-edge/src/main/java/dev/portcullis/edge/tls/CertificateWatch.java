package dev.portcullis.edge.tls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.ServerSSLOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a listener's certificate again when its files change. Connections that are open stay as
 * they are; new ones get the new certificate. Files that make no sense leave the old one in use.
 */
public final class CertificateWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

  private final Vertx vertx;
  private final HttpServer server;
  private final ServerTls tls;
  private volatile ServerSSLOptions served;

  private CertificateWatch(Vertx vertx, HttpServer server, ServerTls tls, ServerSSLOptions served) {
    this.vertx = vertx;
    this.server = server;
    this.tls = tls;
    this.served = served;
  }

  /** Watches until the loops close. */
  public static void start(Vertx vertx, HttpServer server, ServerTls tls, ServerSSLOptions served) {
    var watch = new CertificateWatch(vertx, server, tls, served);
    vertx.setPeriodic(tls.lookEvery().toMillis(), _ -> watch.look());
  }

  private void look() {
    vertx
        .executeBlocking(tls::options)
        .compose(this::serve)
        .onFailure(e -> LOG.warn("certificate kept: {}", e.getMessage()));
  }

  private Future<?> serve(ServerSSLOptions read) {
    if (read.getKeyCertOptions().equals(served.getKeyCertOptions())) {
      return Future.succeededFuture();
    }
    var renewed = served.copy().setKeyCertOptions(read.getKeyCertOptions());
    return server
        .updateSSLOptions(renewed)
        .onSuccess(_ -> {
          served = renewed;
          LOG.info("certificate renewed from {}", tls.certificate());
        });
  }
}
