package dev.portcullis.edge.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Reason;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsUpstreamTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  @TempDir private static Path folder;

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void serverWithOurAuthoritysCertificate_isAsked() {
    try (var server = named("localhost");
        var backend = Upstreams.json(VERTX, settings(server, List.of(server.authority())))) {
      assertThat(Upstreams.answer(backend, Upstreams.POST).status()).isEqualTo(200);
    }
  }

  @Test
  void serverOfAnotherAuthority_isToldNothing() {
    try (var server = named("localhost");
        var backend = Upstreams.json(VERTX, settings(server, List.of()))) {
      assertThat(Upstreams.denial(backend, Upstreams.POST).reason())
          .isEqualTo(Reason.MODEL_UNAVAILABLE);
      assertThat(server.server().requests()).isEmpty();
    }
  }

  @Test
  void serverOfAnotherName_isToldNothing() {
    try (var server = named("other.example");
        var backend = Upstreams.json(VERTX, settings(server, List.of(server.authority())))) {
      assertThat(Upstreams.denial(backend, Upstreams.POST).reason())
          .isEqualTo(Reason.MODEL_UNAVAILABLE);
      assertThat(server.server().requests()).isEmpty();
    }
  }

  private static TlsServer named(String name) {
    return TlsServer.named(name, folder, (_, connection) -> RawServer.write(connection, OK));
  }

  private static UpstreamSettings settings(TlsServer server, List<Path> authorities) {
    var url = URI.create("https://localhost:" + server.port());
    var plain = UpstreamSettings.of("test", List.of(url));
    return new UpstreamSettings(
        "test",
        plain.urls(),
        plain.limits(),
        plain.health(),
        plain.breaker(),
        authorities,
        Map.of());
  }
}
