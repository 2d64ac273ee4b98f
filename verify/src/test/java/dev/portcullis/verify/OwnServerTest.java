package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A real FastAPI application behind {@code up --upstream}; the last test ends its life. */
@Tag("all")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OwnServerTest {

  private static final String FEATURES = "{\"values\":[1,2,4]}";

  @TempDir private static Path data = Path.of("");
  private static FastApi server;
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = FastApi.start();
    gateway = RunningGateway.up(data, "--upstream", server.url());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    server.close();
  }

  @Test
  @Order(1)
  void theApplication_isRecognized_andItsUserIsToldWhatToType() throws IOException {
    var said = Files.readString(data.resolve("up.log"));

    assertThat(said).contains("is a JSON API whose document names 4 paths");
    assertThat(said).contains("curl --cacert").contains("$PORTCULLIS_URL/score");
    assertThat(gateway.key()).startsWith("pcl_demo_");
  }

  @Test
  @Order(2)
  void callsWithTheKey_goThrough() throws IOException, InterruptedException {
    var score = gateway.postJson("/score", FEATURES);
    var item = get("/items/7?unit=boots");

    assertThat(score.statusCode()).isEqualTo(200);
    assertThat(score.body()).isEqualTo("{\"score\":7.0}");
    assertThat(item.statusCode()).isEqualTo(200);
    assertThat(item.body()).isEqualTo("{\"item\":7,\"unit\":\"boots\"}");
  }

  @Test
  @Order(3)
  void callsWithoutTheKey_areRefused() throws IOException, InterruptedException {
    var request = gateway.request("/items/7").setHeader("x-api-key", "none").GET().build();

    assertThat(gateway.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  @Order(4)
  void whatTheDocumentDoesNotName_isNotThere() throws IOException, InterruptedException {
    for (var path : new String[] {"/hidden", "/docs", "/openapi.json", "/items", "/"}) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  @Order(5)
  void theApplicationsOwnRefusal_isPassedOn() throws IOException, InterruptedException {
    var refused = gateway.postJson("/score", "{\"values\":\"none\"}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("\"detail\"");
  }

  @Test
  @Order(6)
  void truncatedAnswer_isNeverPresentedAsComplete() throws IOException, InterruptedException {
    var answer = get("/truncated");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("model_failed").doesNotContain("cut");
  }

  @Test
  @Order(7)
  void applicationThatHangs_isGivenUpAtTheDeadline() throws IOException, InterruptedException {
    var request =
        gateway.request("/slow").timeout(Duration.ofSeconds(150)).POST(BodyPublishers.noBody());

    var answer = gateway.send(request.build());

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).contains("deadline_exceeded");
  }

  @Test
  @Order(8)
  void applicationThatIsKilled_isABadGateway() throws IOException, InterruptedException {
    var request = gateway.request("/slow").POST(BodyPublishers.noBody());
    var waiting = gateway.client().sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    TimeUnit.SECONDS.sleep(1);

    server.kill();

    assertThat(waiting.join().statusCode()).isEqualTo(502);
    assertThat(get("/items/7").statusCode()).isEqualTo(503);
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return gateway.send(gateway.request(path).GET().build());
  }
}
