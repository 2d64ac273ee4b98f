package dev.portcullis.edge.tls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.util.Optional;
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

  /** What the files were at the last look. */
  private volatile Optional<PemKeyCertOptions> seen = Optional.empty();

  /** Why the last change was not served: said once for a change, not at each look. */
  private volatile Optional<Flaw> told = Optional.empty();

  private record Flaw(Optional<PemKeyCertOptions> files, String why) {}

  private CertificateWatch(Vertx vertx, HttpServer server, ServerTls tls, ServerSSLOptions served) {
    this.vertx = vertx;
    this.server = server;
    this.tls = tls;
    this.served = served;
  }

  /** Watches until the loops close. */
  public static void start(Vertx vertx, HttpServer server, ServerTls tls, ServerSSLOptions served) {
    new CertificateWatch(vertx, server, tls, served).lookLater();
  }

  /** One look after the other: a slow disk must not make them pile up. */
  private void lookLater() {
    vertx.setTimer(tls.lookEvery().toMillis(), _ -> look());
  }

  private void look() {
    vertx
        .executeBlocking(this::renewed)
        .compose(options -> options.<Future<?>>map(this::serve).orElse(Future.succeededFuture()))
        .onSuccess(_ -> told = Optional.empty())
        .onFailure(this::tell)
        .onComplete(_ -> lookLater());
  }

  private void tell(Throwable failure) {
    var flaw = Optional.of(new Flaw(seen, String.valueOf(failure.getMessage())));
    if (!flaw.equals(told)) {
      told = flaw;
      LOG.warn("certificate kept: {}", failure.getMessage());
    }
  }

  /** The options with what the files hold, where that is something new. */
  private Optional<ServerSSLOptions> renewed() throws IOException {
    seen = Optional.empty();
    var read = tls.read();
    seen = Optional.of(read);
    return read.equals(served.getKeyCertOptions())
        ? Optional.empty()
        : Optional.of(served.copy().setKeyCertOptions(tls.options(read).getKeyCertOptions()));
  }

  private Future<?> serve(ServerSSLOptions renewed) {
    return server
        .updateSSLOptions(renewed)
        .onSuccess(_ -> {
          served = renewed;
          LOG.info("certificate renewed from {}", tls.certificate());
        });
  }
}
