package dev.portcullis.edge.egress;

import static dev.portcullis.edge.egress.Fetches.answer;
import static dev.portcullis.edge.egress.Fetches.answering;
import static dev.portcullis.edge.egress.Fetches.redirect;
import static dev.portcullis.edge.egress.Fetches.refusal;
import static dev.portcullis.edge.egress.Fetches.trusting;
import static dev.portcullis.edge.egress.Fetches.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.upstream.TlsServer;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.port.Egress.Fetch;
import dev.portcullis.kernel.port.Egress.Way;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches that are for one address alone. */
final class FetchWaysTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Way FORM =
      new Way.Form(Secret.of("token=abc&a=b"), Secret.of("Basic Z2F0ZTpzM2NyZXQ="));

  @TempDir private static Path folder;

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void aForm_isPosted_withItsCredential_andAnswered() {
    try (var server = answering(folder, answer("application/json", "{\"active\":true}"));
        var egress = trusting(VERTX, server, "pictures.example")) {
      var fetched = egress.fetch(asked(server, FORM)).toCompletableFuture().join();

      assertThat(StandardCharsets.UTF_8.decode(fetched.body()).toString())
          .isEqualTo("{\"active\":true}");
      assertThat(server.server().requests().getFirst())
          .startsWith("POST /introspect HTTP/1.1\r\n")
          .contains("content-type: application/x-www-form-urlencoded\r\n")
          .contains("authorization: Basic Z2F0ZTpzM2NyZXQ=\r\n")
          .endsWith("\r\n\r\ntoken=abc&a=b");
    }
  }

  @Test
  void aRedirect_isNotFollowed_whereOneAddressWasMeant() {
    for (var way : List.of(FORM, new Way.Direct())) {
      try (var server = answering(folder, redirect("/elsewhere"));
          var egress = trusting(VERTX, server, "pictures.example")) {
        assertThat(refusal(egress, asked(server, way))).isEqualTo(Reason.FETCH_FAILED);
        assertThat(server.server().requests()).hasSize(1);
      }
    }
  }

  private static Fetch asked(TlsServer server, Way way) {
    return new Fetch(
        url(server, "/introspect"),
        List.of("application/json"),
        1_024,
        Duration.ofSeconds(10),
        way);
  }
}
