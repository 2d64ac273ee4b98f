package dev.portcullis.edge.client;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.List;

/** Clients of servers: HTTP/1.1 and no more, under the guard. */
public final class Servers {

  private Servers() {}

  /**
   * A client that decompresses nothing, since it asks for nothing that is compressed.
   *
   * @param options what else it is told, such as how long to wait for a connection
   * @param authorities PEM files of certificates to trust in place of the system's; empty for those
   */
  public static HttpClientAgent client(
      Vertx vertx, HttpClientOptions options, PoolOptions pool, List<Path> authorities) {
    options
        .setProtocolVersion(HttpVersion.HTTP_1_1)
        .setHttp2ClearTextUpgrade(false)
        .setMaxHeaderSize(AnswerFraming.MAX_HEAD_BYTES)
        .setDecompressionSupported(false)
        .setVerifyHost(true);
    if (!authorities.isEmpty()) {
      var trust = new PemTrustOptions();
      authorities.forEach(file -> trust.addCertPath(file.toString()));
      options.setTrustOptions(trust);
    }
    return vertx
        .httpClientBuilder()
        .with(options)
        .with(pool)
        .withConnectHandler(AnswerGuard::install)
        .build();
  }
}
