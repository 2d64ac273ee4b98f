package dev.portcullis.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.http.ListenerSettings;
import dev.portcullis.kernel.port.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AdminServerTest {
  private record At(String method, String path, Function<Map<String, String>, Endpoint.Page> page)
      implements Endpoint {
    @Override
    public CompletionStage<Page> serve(Map<String, String> query) {
      return CompletableFuture.completedFuture(page.apply(query));
    }
  }

  @Test
  void endpoints_areServed_withTheirQuery_andAFailureIs503() throws Exception {
    var endpoints =
        List.<Endpoint>of(
            new At(
                "GET",
                "/status",
                query -> Endpoint.Page.json("{\"q\":\"" + query.get("q") + "\"}")),
            new At(
                "GET",
                "/broken",
                _ -> {
                  throw new IllegalStateException("inner");
                }));
    var server =
        AdminServer.start(ListenerSettings.clearText(AdminServer.LOOPBACK, 0), endpoints)
            .toCompletableFuture()
            .join();
    try {
      assertThat(get(server, "/status?q=a%20b").body()).isEqualTo("{\"q\":\"a b\"}");
      assertThat(get(server, "/status?q=1&q=2").statusCode()).isEqualTo(400);
      assertThat(get(server, "/nowhere").statusCode()).isEqualTo(404);
      assertThat(get(server, "/broken").statusCode()).isEqualTo(503);
      assertThat(get(server, "/broken").body()).doesNotContain("inner");
    } finally {
      server.close().toCompletableFuture().join();
    }
  }

  private static HttpResponse<String> get(AdminServer server, String path) throws Exception {
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
