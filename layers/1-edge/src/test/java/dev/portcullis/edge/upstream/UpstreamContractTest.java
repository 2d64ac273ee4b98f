package dev.portcullis.edge.upstream;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Invocation;
import dev.portcullis.testkit.BackendContract;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class UpstreamContractTest implements BackendContract {
  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  private static final String BROKEN = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n";

  private final Vertx vertx = Vertx.vertx();
  private final RawServer server =
      RawServer.behaving((request, connection) ->
          RawServer.write(connection, request.startsWith("POST /broken") ? BROKEN : OK));
  private final UpstreamBackend backend = Upstreams.json(vertx, Upstreams.settings(server));

  @AfterEach
  void close() {
    backend.close();
    server.close();
    vertx.close().await();
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public Invocation good() {
    return invocation(Upstreams.POST);
  }

  @Override
  public Invocation impossible() {
    return invocation(Upstreams.call("POST", "/broken", "{}"));
  }

  private static Invocation invocation(Call call) {
    return new Invocation("test-1", Upstreams.receipt(), call, Upstreams.LONG, Map.of());
  }
}
