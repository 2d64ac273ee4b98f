package dev.portcullis.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.edge.tls.DevelopmentAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration against something that is no gateway: it must not praise it. */
final class DemoVerbTest {

  private static final String KEY = "pcl_demo_AAAAAAAA_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBB_CCCCCC";

  private final List<String> keys = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("authorization"));
          exchange.getRequestBody().readAllBytes();
          var body = "{\"label\":\"Ankle boot\"}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    var data = DataFolder.open(folder);
    DevelopmentAuthority.serverTls(data.tls(), Clock.systemUTC());
    Files.createDirectories(data.ledger());
    Files.writeString(
        data.demoEnvironment(),
        """
        export PORTCULLIS_URL=http://127.0.0.1:%d
        export PORTCULLIS_ADMIN_URL=http://127.0.0.1:1
        export PORTCULLIS_CA='%s'
        export PORTCULLIS_KEY=%s
        """
            .formatted(
                server.getAddress().getPort(), DevelopmentAuthority.certificate(data.tls()), KEY));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aServerThatLetsEverythingPass_failsEveryAttack() {
    var called = Called.with("demo", "--data=" + folder);

    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.out().lines())
        .filteredOn(l -> l.endsWith(" ok"))
        .hasSize(3)
        .allMatch(l -> l.startsWith("a picture "));
    assertThat(called.out().lines())
        .filteredOn(l -> l.endsWith("NOT AS EXPECTED"))
        .hasSize(11)
        .anyMatch(l -> l.startsWith("the cloud's metadata by URL"))
        .anyMatch(l -> l.startsWith("a burst over the limit"));
    assertThat(called.out()).contains("demo: 3 of 14 calls as expected");
  }

  @Test
  void theForgedKey_differsFromTheGoodOne_inOneCharacterOfItsSecret() {
    Called.with("demo", "--data=" + folder);

    var sent = keys.stream().filter(k -> !k.equals("Bearer " + KEY)).findFirst().orElseThrow();
    assertThat(sent).isEqualTo("Bearer " + KEY.replace("B_C", "A_C"));
  }

  @Test
  void anEnvironmentThatLacksSomething_isNamed() throws IOException {
    Files.writeString(folder.resolve("demo.env"), "export PORTCULLIS_URL=http://127.0.0.1:1\n");

    var called = Called.with("demo", "--data=" + folder);

    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.err())
        .isEqualTo("portcullis: demo.env has no PORTCULLIS_ADMIN_URL; start `up` again\n");
  }
}
