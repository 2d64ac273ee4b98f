package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up --upstream} finds out what a server speaks, and fronts it. */
final class FrontedServerTest {

  @TempDir private Path data = Path.of("");

  @Test
  void serverOfTensors_isRecognized_andAsked() throws IOException, InterruptedException {
    try (var server = OwnServers.ofTensors();
        var gateway = RunningGateway.up(data, "--upstream", server.url())) {
      var body =
          "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1,2]}]}";

      var answer = gateway.postJson("/v2/models/two/infer", body);

      assertThat(said()).contains("is a server of the Open Inference Protocol");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("[0.25,0.75]").contains("\"model_name\":\"two\"");
      assertThat(withoutKey(gateway, "/v2")).isEqualTo(401);
    }
  }

  @Test
  void serverOfChats_isRecognized_andItsWordsPassInPieces()
      throws IOException, InterruptedException {
    try (var server = OwnServers.ofChats();
        var gateway = RunningGateway.up(data, "--upstream", server.url())) {
      var whole = chat(gateway, server, "parrot");
      var cut = chat(gateway, server, "mortal");

      assertThat(said()).contains("is an OpenAI-compatible server with 2 models");
      assertThat(whole).anyMatch(l -> l.contains("Hello")).anyMatch(l -> l.contains("there"));
      assertThat(whole.getLast()).isEqualTo("data: [DONE]");
      assertThat(cut).anyMatch(l -> l.contains("Hello")).noneMatch(l -> l.contains("[DONE]"));
      assertThat(cut).anyMatch(l -> l.contains("\"error\""));
      assertThat(withoutKey(gateway, "/v1/models")).isEqualTo(401);
    }
  }

  @Test
  void serverWithAnApiOfItsOwn_isRecognized_andNothingElseOfItIsReached()
      throws IOException, InterruptedException {
    try (var server = OwnServers.ofAnApi();
        var gateway = RunningGateway.up(data, "--upstream", server.url())) {
      var score = gateway.postJson("/score", "{\"values\":[1,2,4]}");
      var item = gateway.send(gateway.request("/items/7").GET().build());
      var wrong = gateway.postJson("/items/7", "{}");
      var hidden = gateway.send(gateway.request("/hidden").GET().build());

      assertThat(said())
          .contains("is a JSON API whose document names 2 paths")
          .contains("$PORTCULLIS_URL/score");
      assertThat(score.body()).isEqualTo("{\"score\":7}");
      assertThat(item.body()).isEqualTo("{\"item\":7}");
      assertThat(wrong.statusCode()).isEqualTo(405);
      assertThat(hidden.statusCode()).isEqualTo(404);
      assertThat(withoutKey(gateway, "/items/7")).isEqualTo(401);
    }
  }

  @Test
  void serverThatSpeaksNothingKnown_isNotFronted() throws IOException, InterruptedException {
    var gone = OwnServers.ofAnApi();
    var nobody = gone.url();
    gone.close();
    var up = List.of("up", "--port", "0", "--admin-port", "0", "--data", data.toString());
    var command = new ArrayList<>(up);
    command.addAll(List.of("--upstream", nobody));

    var ended = CommandLine.call(command);

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("nobody answers at " + nobody);
  }

  /** The lines of a streamed chat, and a last one of ours where the connection breaks. */
  private static List<String> chat(RunningGateway gateway, OwnServers server, String model)
      throws IOException, InterruptedException {
    var body =
        "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
            .formatted(model);
    var request =
        gateway
            .request("/v1/chat/completions")
            // Over HTTP/2 this client forgets what it has not yet read when a stream is reset.
            .version(HttpClient.Version.HTTP_1_1)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = gateway.client().send(request, BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    var lines = new ArrayList<String>();
    try (var in =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isEmpty()) {
          lines.add(line);
          if (lines.size() == 1) {
            server.firstPieceCame.release();
          }
        }
      }
    } catch (IOException e) {
      lines.add("broken off");
    }
    return lines;
  }

  private static int withoutKey(RunningGateway gateway, String path)
      throws IOException, InterruptedException {
    var request = gateway.request(path).setHeader("x-api-key", "none").GET().build();
    return gateway.send(request).statusCode();
  }

  private String said() throws IOException {
    return Files.readString(data.resolve("up.log"));
  }
}
